import type { Claim } from '../claims/types.ts'
import type { DocumentKind, Stage, Tier } from '../documents/kinds.ts'
import type { DocumentView } from '../documents/document.ts'
import type { TextEdit } from '../syntax/markdown.ts'
import type { Range } from '../text/range.ts'
import type { WorkspaceView } from '../workspace/view.ts'

export type Severity = 'error' | 'warning' | 'info'
/** Severity in tiers 1–4; `off` where the rule asks nothing of a tier. */
export type TierSeverity = readonly [Severity | 'off', Severity | 'off', Severity | 'off', Severity | 'off']

export const CATEGORIES = [
  'governance',
  'data',
  'features',
  'training',
  'evaluation',
  'release',
  'observability',
  'serving',
  'resilience',
  'security',
  'privacy',
  'cost',
  'lifecycle',
  'llm',
  'adr',
  'traceability',
  'hygiene',
] as const
export type Category = (typeof CATEGORIES)[number]

/** A document (or several: `//- path: docs/a.md` lines separate them) that a test and the documentation run. */
export interface RuleExample {
  readonly title?: string
  /** File name given to the text; decides the kind unless the text says it. */
  readonly path: string
  readonly text: string
}

/** Everything about a rule that is not code. Documentation, configuration schema, SARIF and completion derive from it. */
export interface RuleMeta {
  /** Stable code of the domain: `PL-REL-001`. */
  readonly id: string
  /** Stable kebab-case name; what users write. */
  readonly name: string
  readonly category: Category
  readonly title: string
  readonly kinds: readonly DocumentKind[]
  readonly severity: Severity | TierSeverity
  /** True for rules that are data: schemas/standard/controls/. */
  readonly declared?: boolean
  /** True for rules that judge what words say: they are silent on a document whose language is not understood. */
  readonly readsProse?: boolean
  /** One of the 28 core anti-patterns. */
  readonly core?: boolean
  /** What satisfies the rule, in a sentence. */
  readonly satisfiedBy: string
  /** Why it matters. */
  readonly why: string
  /** What to do next. */
  readonly help: string
  readonly references: readonly string[]
  /** Predicates (documents/applicability.ts) that must all hold: `trained`, `online` … */
  readonly applies?: readonly string[]
  /** False for rules that nobody may switch off with `notApplicable` (domain: `!na`). */
  readonly waivable?: boolean
  /** Tiers in which nobody may (domain: `!na(t1–2)`). */
  readonly notWaivableTiers?: readonly Tier[]
  /** True for rules whose severity is not lowered by an early stage. */
  readonly ignoresStage?: boolean
  readonly examples: { readonly good: readonly RuleExample[]; readonly bad: readonly RuleExample[] }
}

export interface Fix {
  readonly title: string
  /** Safe fixes are applied by `fix`; the others want a human look. */
  readonly safe: boolean
  /** Edits by workspace path; offsets in the text analysed. */
  readonly edits: readonly { readonly path: string; readonly edit: TextEdit }[]
}

/** What a rule reports; the runner adds name, severity, why, docs and fingerprint. */
export interface Report {
  readonly range: Range
  /** What is wrong: names the subject, no full stop at the end. */
  readonly message: string
  /** Replaces the rule's own help where the next step depends on what was seen. */
  readonly help?: string
  readonly related?: readonly { readonly path: string; readonly range: Range; readonly message: string }[]
  readonly fixes?: readonly Fix[]
  /** Overrides the severity by tier (a milder variant of the same rule). */
  readonly severity?: Severity
  /** True: one step milder than it would be, whatever that is. */
  readonly lower?: boolean
}

/** What a rule sees. Everything it asks of the workspace is recorded, so that its findings change when that does. */
export interface RuleContext {
  readonly document: DocumentView
  readonly tier: Tier
  readonly stage: Stage
  /** Name of the model for messages; `this model` where none is known. */
  readonly model: string
  /** ISO date of today, from the host. */
  readonly today: string
  readonly workspace: WorkspaceView
  /** Claims about a subject of this document, the manifest it names and the documents it links with a role; strongest first. */
  claims(subject: string): readonly Claim[]
  /** Whether an applicability predicate holds for this document (domain: `online`, `trained`, `llm` …). */
  applies(predicate: string): boolean
  /** Options of this rule from the workspace configuration. */
  readonly options: Readonly<Record<string, unknown>>
}

export interface Rule extends RuleMeta {
  check(context: RuleContext): Iterable<Report>
}

/** Declares a computed rule; the identity function that gives it its type. One rule a file, `rules/<category>/<name>.ts`. */
export const defineRule = (rule: Rule): Rule => rule
