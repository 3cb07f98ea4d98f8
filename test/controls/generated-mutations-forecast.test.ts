import { checkMutations } from './generator/run.ts'

checkMutations('demand-forecast', 1200)
