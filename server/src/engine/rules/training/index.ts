import type { Rule } from '../types.ts'
import commitNotPinned from './commit-not-pinned.ts'
import mutableArtifactReference from './mutable-artifact-reference.ts'

/** Rules of this folder; one import a rule. */
export const trainingRules: readonly Rule[] = [commitNotPinned, mutableArtifactReference]
