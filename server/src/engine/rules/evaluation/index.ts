import type { Rule } from '../types.ts'
import overpromisedAccuracy from './overpromised-accuracy.ts'
import reportedValueFailsThreshold from './reported-value-fails-threshold.ts'
import smallSampleClaim from './small-sample-claim.ts'
import thresholdContradiction from './threshold-contradiction.ts'

export const evaluationRules: readonly Rule[] = [overpromisedAccuracy, reportedValueFailsThreshold, smallSampleClaim, thresholdContradiction]
