import type { Rule } from '../types.ts'
import threatModelGap from './threat-model-gap.ts'
import unsafeArtifactFormat from './unsafe-artifact-format.ts'
import overPrivilegedIdentity from './over-privileged-identity.ts'
import openVulnerabilities from './open-vulnerabilities.ts'
import secretInDocument from './secret-in-document.ts'
import trustBoundaryUncontrolled from './trust-boundary-uncontrolled.ts'

/** Rules of this folder; one import a rule. */
export const securityRules: readonly Rule[] = [secretInDocument, trustBoundaryUncontrolled, unsafeArtifactFormat, overPrivilegedIdentity, openVulnerabilities, threatModelGap]
