import { checkMutations } from './generated/run.ts'

checkMutations('support-assistant', 1200)
