import { checkMutations } from './generator/run.ts'

checkMutations('card-fraud-scoring', 1200)
