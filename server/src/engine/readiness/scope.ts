import type { Analysis, Finding } from '../analysis/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { modelReference } from '../documents/identity.ts'
import type { DocumentKind, Stage, Tier } from '../documents/kinds.ts'
import { effectiveSeverity, runsWhenRetired } from '../analysis/severity.ts'
import { ruleSetting } from '../packs/configuration.ts'
import type { Rule } from '../rules/types.ts'
import type { ModelWorkspace } from '../workspace/view.ts'

/** What a projection asks of the workspace: its documents and their analyses. */
export interface ModelSource {
  readonly models: ModelWorkspace
  analyze(path: string): Analysis
  /** ISO date. */
  today(): string
}

/** One model: its manifest, if there is one, and the documents that speak for it. */
export interface ModelScope {
  readonly source: ModelSource
  readonly manifest: DocumentView | undefined
  /** The manifest first, then its documents by kind, then those they link. */
  readonly documents: readonly DocumentView[]
  readonly name: string
  readonly version: string | undefined
  readonly tier: Tier
  readonly tierStated: boolean
  readonly stage: Stage
  readonly stageStated: boolean
  /** Findings of all documents, waived ones included. */
  readonly findings: readonly Finding[]
}

/** Kinds that stand for a model by themselves where there is no manifest. */
const LONE_KINDS: readonly DocumentKind[] = ['ml-design-doc', 'system-card', 'model-card', 'readiness-checklist']

/** The model that a document belongs to; undefined for documents of no model. */
export function scopeOf(source: ModelSource, path: string): ModelScope | undefined {
  const [view] = source.models.documentsIn(path)
  if (!view?.recognition) return undefined
  if (view.recognition.kind === 'model-manifest') return manifestScope(source, view)
  const manifest = source.models.manifestOf(view)
  if (manifest) return manifestScope(source, manifest)
  return LONE_KINDS.includes(view.recognition.kind) ? makeScope(source, undefined, [view, ...source.models.linked(view)]) : undefined
}

/** The model of a manifest with everything that belongs to it. */
export function manifestScope(source: ModelSource, manifest: DocumentView): ModelScope {
  const { models } = source
  const members = models.membersOf(manifest).flatMap((path) => models.document(path) ?? [])
  return makeScope(source, manifest, [manifest, ...members, ...models.linked(manifest)])
}

function makeScope(source: ModelSource, manifest: DocumentView | undefined, found: readonly DocumentView[]): ModelScope {
  const seen = new Set<string>()
  // Another model's manifest that is linked speaks for that model.
  const documents = found.filter((view) => view.recognition && (view === manifest || view.recognition.kind !== 'model-manifest') && !seen.has(view.path) && seen.add(view.path))
  const first = documents[0]!
  const analyses = documents.map((view) => source.analyze(view.path))
  const own = analyses[0]!
  const reference = modelReference(first)
  return {
    source,
    manifest,
    documents,
    name: reference?.name ?? own.model ?? first.title,
    version: reference?.version,
    tier: own.tier ?? source.models.configuration().defaultTier,
    tierStated: own.tier !== undefined,
    stage: own.stage ?? 'production',
    stageStated: own.stage !== undefined,
    findings: analyses.flatMap((analysis) => analysis.findings),
  }
}

/** Whether a rule looked at any of the documents: their kind, the tier and the predicates decide, as in the runner. */
export function runsHere(rule: Rule, { source, documents, tier, stage }: ModelScope): boolean {
  if (stage === 'retired' && !runsWhenRetired(rule)) return false
  return documents.some(
    (view) =>
      rule.kinds.includes(view.recognition!.kind) &&
      effectiveSeverity(rule, ruleSetting(source.models.configuration(), rule.name, view.path), tier, stage) !== 'off' &&
      (rule.applies ?? []).every((predicate) => source.models.applies(view, predicate)),
  )
}
