import type { Rule } from '../types.ts'
import approvalInvalid from './approval-invalid.ts'
import missingApprovals from './missing-approvals.ts'
import platformRebuildFirst from './platform-rebuild-first.ts'
import raciAccountableNotUnique from './raci-accountable-not-unique.ts'
import reviewOverdue from './review-overdue.ts'
import riskTierInconsistent from './risk-tier-inconsistent.ts'
import roadmapItemIncomplete from './roadmap-item-incomplete.ts'
import signOffStale from './sign-off-stale.ts'

/** Rules of this folder; one import a rule. */
export const governanceRules: readonly Rule[] = [
  approvalInvalid,
  missingApprovals,
  platformRebuildFirst,
  raciAccountableNotUnique,
  reviewOverdue,
  riskTierInconsistent,
  roadmapItemIncomplete,
  signOffStale,
]
