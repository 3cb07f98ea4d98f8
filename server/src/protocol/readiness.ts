/** The readiness checklist of one model, and what a person adds to it. */

import type { FixDto, PlaceDto, ProblemDto } from './places.ts'

/** Request, client to server: `ReadinessParams` → `ReadinessDto | null` (null: no document of a model). */
export const READINESS = 'plumbline/readiness'
/** Request, client to server: `TickParams` → `EditResult`; the client applies the edit, so that it can be undone. */
export const TICK = 'plumbline/tick'

export interface ReadinessParams {
  /** A manifest, or any document of a model. */
  readonly uri: string
}

/**
 * Answer to an item. `passed`: documents show it well enough for the tier. `asserted`: somebody says so (prose at tier 1, a ticked box without
 * evidence). `missing`: a rule finds that it is not there, or nothing shows it. `contradicted`: something says the opposite. `manual`: no rule
 * can tell, a person must. Only `passed`, `waived` and `not-applicable` close an item.
 */
export type ItemStateDto = 'passed' | 'asserted' | 'missing' | 'contradicted' | 'waived' | 'not-applicable' | 'manual'

/** What an answer rests on: a field, a sentence, a ticked box. */
export interface EvidenceDto {
  readonly place: PlaceDto
  /** The words, white space folded. */
  readonly quote: string
  readonly source: 'field' | 'prose' | 'diagram' | 'evidence' | 'checklist'
  /** How well it says it: `verified`, `structured`, `described`, `vague`, `deferred`, `mentioned`, `contradicted`; `ticked` of a box. */
  readonly standing: string
}

export interface ItemRuleDto {
  readonly name: string
  /** `clean`: ran and found nothing; `open`, `waived`: see `problems`; `silent`: asks nothing here (kind, tier, predicates); `unknown`: no such rule yet. */
  readonly state: 'clean' | 'open' | 'waived' | 'silent' | 'unknown'
}

export interface FrameworkReferenceDto {
  /** Id of the framework: `eu-ai-act`. */
  readonly framework: string
  /** `Art. 14`, `MEASURE 2.11`, `M7`. */
  readonly clause: string
  readonly title: string
}

export interface ReadinessItemDto {
  /** `PL-C-014`. */
  readonly id: string
  readonly area: string
  readonly text: string
  /** What would be evidence: `test`, `CODEOWNERS`. */
  readonly hint: string
  /** What the tier asks: `-` items are shown last. */
  readonly demand: 'required' | 'recommended' | 'not-asked'
  readonly state: ItemStateDto
  /** Why it is so, in a sentence without full stop. */
  readonly reason: string
  /** The best first. */
  readonly evidence: readonly EvidenceDto[]
  readonly rules: readonly ItemRuleDto[]
  /** Findings that answer it, open ones first. */
  readonly problems: readonly ProblemDto[]
  readonly frameworks: readonly FrameworkReferenceDto[]
  readonly fixes: readonly FixDto[]
  /** The box of the checklist document, if there is one. */
  readonly box: BoxDto | null
  /** Whether `tick` can answer it: nothing computed stands against it. */
  readonly tickable: boolean
}

export interface BoxDto {
  /** `done` `[x]`, `open` `[ ]`, `not-applicable` `[-]`, `waived` `[~]`. */
  readonly state: 'done' | 'open' | 'not-applicable' | 'waived'
  readonly by: string | null
  readonly on: string | null
  readonly place: PlaceDto
}

export interface ProgressDto {
  /** Items that the tier requires or recommends and that apply. */
  readonly asked: number
  /** Of these: passed, waived or asserted … by state. */
  readonly counts: Readonly<Record<ItemStateDto, number>>
  /** Required items that are not closed. */
  readonly open: number
  /** Closed share of the required items, 0 to 100; null when none is required. */
  readonly percent: number | null
}

export interface AreaDto extends ProgressDto {
  readonly area: string
  /** Ids of its items, in order. */
  readonly items: readonly string[]
}

/** ML Test Score (Breck et al. 2017): 0.5 for a test that is described, 1 for one that is automated; the score is the smallest of the four sums. */
export interface TestScoreDto {
  readonly score: number
  /** The paper's words for it. */
  readonly band: string
  readonly sections: readonly TestSectionDto[]
  /** What would raise the score with the least work, best first. */
  readonly cheapest: readonly CheapestStepDto[]
  readonly note: string
}

export interface TestSectionDto {
  readonly name: string
  readonly sum: number
  readonly tests: readonly { readonly id: string; readonly text: string; readonly points: 0 | 0.5 | 1; readonly reason: string; readonly items: readonly string[] }[]
}

export interface CheapestStepDto {
  readonly test: string
  readonly text: string
  readonly from: number
  readonly to: number
  /** What to do, in a sentence. */
  readonly step: string
  /** Whether this step alone raises the score (its section is the only smallest). */
  readonly raises: boolean
}

export interface FrameworkDto {
  readonly id: string
  readonly title: string
  readonly source: string
  /** Day up to which the mapping was checked. */
  readonly asOf: string
  /** False: the mapping is from memory and awaits confirmation. */
  readonly confirmed: boolean
  /** What it was compared with, and what was not read. */
  readonly comparedWith: string | null
  readonly clauses: readonly FrameworkClauseDto[]
}

export interface FrameworkClauseDto {
  readonly clause: string
  readonly title: string
  /** Day from which an obligation applies, where the framework has such days. */
  readonly appliesFrom: string | null
  readonly items: readonly string[]
  /** How many of its items are closed, of those asked. */
  readonly closed: number
  readonly asked: number
}

export interface ReadinessDto {
  readonly uri: string
  readonly model: string
  readonly version: string | null
  readonly tier: number
  /** False: nobody states the tier, the workspace's default is used. */
  readonly tierStated: boolean
  readonly stage: string
  /** `plumbline/production@1`. */
  readonly checklist: string
  /** Documents that were read for it, the manifest first. */
  readonly documents: readonly { readonly place: PlaceDto; readonly kind: string; readonly title: string }[]
  /** Ready: no required item is open. */
  readonly ready: boolean
  readonly progress: ProgressDto
  readonly areas: readonly AreaDto[]
  readonly items: readonly ReadinessItemDto[]
  readonly testScore: TestScoreDto
  readonly frameworks: readonly FrameworkDto[]
  readonly approvals: readonly ApprovalStateDto[]
  /** What the lists mean and do not mean; shown with every mapping. */
  readonly disclaimer: string
}

/** An approval in the manifest or front matter, and whether what was decided upon is still so. */
export interface ApprovalStateDto {
  readonly role: string
  readonly approver: string
  readonly status: string
  readonly date: string | null
  readonly version: string | null
  readonly conditions: readonly string[]
  /** `unbound`: it has no digest. */
  readonly validity: 'current' | 'stale' | 'unbound'
  /** Parts that changed since: `release`, `monitoring`, `section Rollback`. */
  readonly changed: readonly string[]
  readonly place: PlaceDto
}

export interface TickParams {
  readonly uri: string
  /** `PL-C-014`. */
  readonly item: string
  readonly state: 'done' | 'open' | 'not-applicable'
  /** Path or address of the evidence. */
  readonly evidence?: string
  /** `@owner`, written beside the box. */
  readonly by?: string
  /** Reason for `not-applicable`. */
  readonly reason?: string
}
