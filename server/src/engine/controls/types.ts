import type { DocumentKind, Tier } from '../documents/kinds.ts'
import type { Category, RuleExample, Severity, TierSeverity } from '../rules/types.ts'

/**
 * Path of a field: `spec.release.rollback`. Within `each` and `some` a path that begins with a dot is one of the item: `.method`;
 * `.` is the item itself.
 */
export type FieldPath = string

/** When a requirement counts; everything given must hold. */
export interface Condition {
  readonly tier?: readonly Tier[]
  /** Predicates that must all hold (documents/applicability.ts). */
  readonly applies?: readonly string[]
  /** Predicates of which one must hold. */
  readonly appliesAny?: readonly string[]
  /** Predicates none of which may hold. */
  readonly unless?: readonly string[]
  /** Fields that must be as required. */
  readonly holds?: Requirement
}

interface Common {
  /** Name of the part in messages: `target version`; by default the last step of the path in words. */
  readonly say?: string
  /** Where a finding points; by default the field that fails. */
  readonly at?: FieldPath
  /** Replaces the message of the control where this part is wrong. `{value}` is what stands there. */
  readonly message?: string
  readonly when?: Condition
}

/** How many: the same in each tier, or by tier. */
export type Amount = number | readonly [number, number, number, number]

/**
 * What fields owe, as data. Evaluation (manifest-requirements.ts) is total and linear in the size of the requirement times that of the
 * fields it names. Exactly one operator a requirement.
 */
export type Requirement = Common &
  (
    | /** Says something: not empty, no placeholder, no "none". */ { readonly present: FieldPath }
    | { readonly all: readonly Requirement[] }
    | { readonly any: readonly Requirement[] }
    | { readonly not: Requirement }
    | { readonly count: { readonly of: readonly Requirement[]; readonly atLeast: Amount } }
    | /** Every item of a list; an absent list has none. */ { readonly each: { readonly in: FieldPath; readonly where?: Requirement; readonly require: Requirement } }
    | /** Some items of a list, by default one. */ { readonly some: { readonly in: FieldPath; readonly require: Requirement; readonly atLeast?: Amount } }
    | /** One of these words (`in`; of a list, one of its items), or none of them (`notIn`; holds for absent fields). */ {
        readonly value: { readonly path: FieldPath; readonly in?: readonly Scalar[]; readonly notIn?: readonly Scalar[] }
      }
    | /** Text of one of these shapes: `*` stands for any characters, case does not count. */ { readonly matches: { readonly path: FieldPath; readonly like: readonly string[] } }
    | /** A risk tier in any accepted spelling. */ { readonly tier: FieldPath }
    | /** Two fields that must not say the same. */ { readonly differs: readonly [FieldPath, FieldPath] }
    | /** Links of which one leads somewhere, to a path of one of these shapes or a document whose `runbookType` is `type`. */ {
        readonly link: { readonly path: FieldPath; readonly like?: readonly string[]; readonly type?: string }
      }
    | /** A number of at least this; holds for absent fields. */ { readonly least: { readonly path: FieldPath; readonly value: number } }
    | /** Items that fall into different groups by the shape of a text; what fits none is a group of its own. */ {
        readonly groups: { readonly in: FieldPath; readonly by: FieldPath; readonly of: Readonly<Record<string, readonly string[]>>; readonly atLeast: Amount }
      }
  )

export type Scalar = string | number | boolean

/** How far a document gets with a subject; decides the words of the message. */
export type Variant = 'absent' | 'mentioned' | 'deferred' | 'vague' | 'contradicted'

/** A rule as data: `schemas/standard/controls/<name>.yaml`, form in `schemas/control.schema.json`. */
export interface Control {
  readonly id: string
  readonly name: string
  readonly category: Category
  readonly title: string
  readonly kinds: readonly DocumentKind[]
  readonly severity: TierSeverity
  readonly core?: boolean
  /** Predicates that must all hold. */
  readonly applies?: readonly string[]
  /** Predicates of which one must hold. */
  readonly appliesAny?: readonly string[]
  /** Of runbooks, only those of these types are asked: a page about one failure need not treat the others. */
  readonly runbookTypes?: readonly string[]
  readonly ignoresStage?: boolean
  /** False: `notApplicable` answers nothing. A list: not in these tiers. */
  readonly waivable?: boolean
  readonly notWaivableTiers?: readonly Tier[]
  /** Milder severities under a condition; the first that holds counts. */
  readonly milder?: readonly { readonly when: Condition; readonly severity: readonly [Severity | 'off', Severity | 'off', Severity | 'off', Severity | 'off'] }[]
  readonly satisfiedBy: string
  readonly why: string
  readonly help: string
  readonly references: readonly string[]
  /** Where the requirement comes from in the source and in frameworks. */
  readonly frameworks: readonly string[]
  /** Subject of the claims from prose; the rule's name. */
  readonly subject: string
  /** True: prose is read by frames of the control's own (`claims/declared.ts`), not by the fitted scorer. */
  readonly declaredProse?: boolean
  /** True: silence of a document is reported even where no section of it is about the matter; by default only in tier 1. */
  readonly reportsSilence?: boolean
  /** Kinds whose silence is no finding; that they leave the matter open is one. */
  readonly silentKinds?: readonly DocumentKind[]
  /** True: in prose only its anti-pattern is reported, silence is not. */
  readonly onlyWhenDescribed?: boolean
  /** Lower-case words that name the matter; by default the first of `sections`. */
  readonly names?: readonly string[]
  /** Lower-case words that name the section where it belongs, the best first. */
  readonly sections: readonly string[]
  readonly messages: Readonly<Record<Variant, string>> & { readonly /** Fields: some parts are there, `{parts}` are not. */ incomplete: string }
  /** Field of the manifest where it belongs. */
  readonly at?: FieldPath
  readonly manifest?: Requirement
  /** What satisfies it in the front matter of a Markdown document; keys are compared loosely. */
  readonly frontMatter?: Requirement
  readonly dataContract?: Requirement
  /** A link in Markdown to an existing document of this kind, or file of one of these shapes, satisfies it. */
  readonly linked?: { readonly kind: DocumentKind; readonly like: readonly string[] }
  readonly fix: { readonly title: string; readonly markdown?: string; readonly yaml?: Readonly<Record<string, unknown>> }
  readonly examples: { readonly good: readonly RuleExample[]; readonly bad: readonly RuleExample[] }
}
