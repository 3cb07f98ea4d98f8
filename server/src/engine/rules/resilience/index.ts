import type { Rule } from '../types.ts'
import failOpenUnjustified from './fail-open-unjustified.ts'
import fallbackSlowerThanSlo from './fallback-slower-than-slo.ts'
import fallbackUntested from './fallback-untested.ts'
import singlePointOfFailure from './single-point-of-failure.ts'

export const resilienceRules: readonly Rule[] = [failOpenUnjustified, fallbackSlowerThanSlo, fallbackUntested, singlePointOfFailure]
