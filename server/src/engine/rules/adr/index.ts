import type { Rule } from '../types.ts'
import approvalLevel from './adr-approval-level.ts'
import cycle from './adr-cycle.ts'
import danglingReference from './adr-dangling-reference.ts'
import missingSection from './adr-missing-section.ts'
import noAlternatives from './adr-no-alternatives.ts'
import noConfirmation from './adr-no-confirmation.ts'
import numberConflict from './adr-number-conflict.ts'
import oneSidedConsequences from './adr-one-sided-consequences.ts'
import proposedStale from './adr-proposed-stale.ts'
import statusInvalid from './adr-status-invalid.ts'
import supersedeNotReciprocal from './adr-supersede-not-reciprocal.ts'
import supersededAdrCited from './superseded-adr-cited.ts'

/** Rules of this folder; one import a rule. */
export const adrRules: readonly Rule[] = [
  approvalLevel,
  cycle,
  danglingReference,
  missingSection,
  noAlternatives,
  noConfirmation,
  numberConflict,
  oneSidedConsequences,
  proposedStale,
  statusInvalid,
  supersedeNotReciprocal,
  supersededAdrCited,
]
