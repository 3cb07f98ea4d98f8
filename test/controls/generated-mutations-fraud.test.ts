import { checkMutations } from './generated/run.ts'

checkMutations('card-fraud-scoring', 1200)
