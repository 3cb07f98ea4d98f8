import type { Rule } from '../types.ts'
import fallbackSlowerThanSlo from './fallback-slower-than-slo.ts'
import fallbackUntested from './fallback-untested.ts'
import singlePointOfFailure from './single-point-of-failure.ts'

export const resilienceRules: readonly Rule[] = [fallbackSlowerThanSlo, fallbackUntested, singlePointOfFailure]
