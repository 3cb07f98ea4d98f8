import { grantedWaivers } from '../analysis/waivers.ts'
import { daysBetween } from '../documents/dates.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldText, looseText } from '../documents/fields.ts'
import { statedOwners } from '../documents/identity.ts'
import { DOCUMENT_KINDS } from '../documents/kinds.ts'
import { answerAll } from '../readiness/readiness.ts'
import { manifestScope, runsHere, scopeOf } from '../readiness/scope.ts'
import type { ModelScope, ModelSource } from '../readiness/scope.ts'
import { findRule } from '../rules/registry.ts'
import { yamlAt, yamlToJs } from '../syntax/yaml.ts'
import type { ModelInputs, OpenWaiver, PortfolioModel, Undocumented } from './types.ts'

/** Every model of a workspace: each manifest, and each design document or system card whose model has none. */
export function modelsIn(source: ModelSource): readonly ModelInputs[] {
  const manifests = source.models.ofKind('model-manifest').flatMap((path) => source.models.documentsIn(path).filter((view) => view.recognition?.kind === 'model-manifest'))
  return [...manifests.map((view) => manifestScope(source, view)), ...lone(source).flatMap((view) => scopeOf(source, view.path) ?? [])].map(inputsOf)
}

/** Documents that describe a system whose model has no manifest. */
function lone(source: ModelSource): readonly DocumentView[] {
  return (['ml-design-doc', 'system-card'] as const).flatMap((kind) =>
    source.models.ofKind(kind).flatMap((path) => {
      const view = source.models.document(path)
      return view && !source.models.manifestOf(view) ? [view] : []
    }),
  )
}

/** Models that half of the documents are missing of: documents without manifest, manifests without a design document. */
export function undocumentedIn(source: ModelSource): readonly Undocumented[] {
  const place = (view: DocumentView): Undocumented['place'] => ({ path: view.path, range: view.titleRange })
  const found = [...lone(source), ...source.models.ofKind('model-card').flatMap((path) => source.models.document(path) ?? [])]
    .filter((view) => !source.models.manifestOf(view))
    .map((view): Undocumented => ({ place: place(view), kind: view.recognition!.kind, title: view.title, missing: 'has no model manifest' }))
  const bare = source.models
    .ofKind('model-manifest')
    .flatMap((path) => source.models.documentsIn(path).filter((view) => view.recognition?.kind === 'model-manifest'))
    .filter(
      (view) =>
        ![...source.models.membersOf(view), ...source.models.linked(view).map(({ path }) => path)].some(
          (path) => source.models.document(path)?.recognition?.kind === 'ml-design-doc',
        ),
    )
    .map((view): Undocumented => ({ place: place(view), kind: 'model-manifest', title: view.title, missing: 'has no design document' }))
  return [...found, ...bare].sort((a, b) => (a.place.path < b.place.path ? -1 : 1))
}

/** How many documents of each kind there are. */
export const documentCounts = ({ models }: ModelSource): readonly { readonly kind: string; readonly count: number }[] =>
  DOCUMENT_KINDS.map((kind) => ({ kind, count: models.ofKind(kind).length })).filter(({ count }) => count > 0)

function inputsOf(scope: ModelScope): ModelInputs {
  const { manifest, source } = scope
  const view = manifest ?? scope.documents[0]!
  const readiness = answerAll(scope)
  const today = source.today()
  const required = readiness.items.filter(({ demand, state }) => demand === 'required' && state !== 'not-applicable').length
  const findings = { error: 0, warning: 0, info: 0, waived: 0 }
  for (const finding of scope.findings) findings[finding.waiver ? 'waived' : finding.severity]++
  const field = (...path: string[]): string | null => (manifest ? (fieldText(manifest.root, ['spec', ...path]) ?? null) : null)
  const lastReviewed = field('governance', 'lastReviewed') ?? looseText(view.root, ['lastReviewed']) ?? null
  const nextReview = field('governance', 'nextReview') ?? looseText(view.root, ['reviewBy', 'nextReview']) ?? null
  const spec = manifest ? yamlToJs(yamlAt(manifest.root, ['spec']) ?? null) : {}
  const model: PortfolioModel = {
    name: scope.name,
    version: scope.version ?? null,
    title: view.title,
    place: { path: view.path, range: view.titleRange },
    hasManifest: manifest !== undefined,
    owner: statedOwners(view)[0] ?? null,
    tier: scope.tierStated ? scope.tier : null,
    stage: scope.stageStated ? scope.stage : null,
    reference: field('architecture', 'reference') ?? looseText(view.root, ['reference']) ?? null,
    readiness: { percent: readiness.progress.percent, ready: readiness.ready, open: readiness.progress.open, required },
    testScore: readiness.testScore.score,
    findings,
    contradictions: readiness.progress.counts.contradicted,
    lastReviewed,
    nextReview,
    reviewOverdue: nextReview !== null && /^\d{4}-\d{2}-\d{2}/.test(nextReview) && nextReview.slice(0, 10) < today,
    waivers: waiversOf(scope, today),
    staleApprovals: readiness.approvals.filter(({ validity }) => validity === 'stale').length,
    documents: readiness.documents,
  }
  return {
    model,
    spec: typeof spec === 'object' && spec !== null ? (spec as Record<string, unknown>) : {},
    findings: scope.findings.filter(({ waiver }) => waiver === null).map(({ rule, category, severity }) => ({ rule, category, severity })),
    ran: (name) => {
      const rule = findRule(name)
      return rule !== undefined && runsHere(rule, scope)
    },
  }
}

function waiversOf({ documents, tier }: ModelScope, today: string): readonly OpenWaiver[] {
  return documents
    .flatMap((view) =>
      grantedWaivers(view, tier, today, (name) => findRule(name)?.name).map((granted): OpenWaiver => {
        const expires = granted.waiver?.expires ?? statedExpiry(view, granted.id)
        return {
          rule: granted.rule ?? granted.written,
          reason: granted.waiver?.reason ?? granted.problems[0] ?? '',
          expires,
          approver: granted.waiver?.approver ?? null,
          daysLeft: expires === null ? null : daysBetween(today, expires),
          place: { path: view.path, range: granted.range },
        }
      }),
    )
    .sort((a, b) => (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity))
}

/** Of a waiver that does not hold, such as one that has run out, only its field tells when it ended. */
function statedExpiry(view: DocumentView, id: string): string | null {
  const waivers = yamlAt(view.root, ['spec', 'governance', 'waivers'])
  const item = waivers?.kind === 'seq' ? waivers.items.find((candidate) => fieldText(candidate, ['id']) === id) : undefined
  return fieldText(item, ['expires']) ?? null
}
