import { checkMutations } from './generator/run.ts'

checkMutations('support-assistant', 1200)
