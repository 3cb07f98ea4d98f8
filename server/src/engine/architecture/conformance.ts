import { isAdequate } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldText, isGiven, looseEntry } from '../documents/fields.ts'
import type { Tier } from '../documents/kinds.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { diagramGraphs } from './from-diagrams.ts'
import { manifestGraph } from './from-manifest.ts'
import { matchReference } from './match.ts'
import type { Deviation, Evidence, Match } from './match.ts'
import { rolesInProse } from './prose-roles.ts'
import { referenceArchitectures, referenceOf } from './references.ts'
import type { Graph, ReferenceArchitecture } from './types.ts'

/** What is asked about a document; a rule's context is one. */
export interface Surroundings {
  readonly document: DocumentView
  readonly tier: Tier
  claims(subject: string): readonly Claim[]
  applies(predicate: string): boolean
  readonly workspace: {
    manifestOf(document: DocumentView): DocumentView | undefined
    resolve(from: string, target: string): { readonly path: string } | undefined
    adrs(): { byPath(path: string): { readonly status: string | undefined } | undefined }
  }
}

/** A reference architecture that a document names; `reference` is undefined where nobody knows it. */
export interface StatedReference {
  readonly value: string
  readonly path: string
  readonly range: Range
  readonly reference: ReferenceArchitecture | undefined
}

const PLACE = ['spec', 'architecture'] as const
const FRONT_MATTER = ['reference', 'referenceArchitecture'] as const
/** Most references of one document. */
const MAX_REFERENCES = 5

/** Reference architectures that a manifest or the front matter of a document names. */
export function statedReferences(document: DocumentView): readonly StatedReference[] {
  const node =
    document.recognition?.kind === 'model-manifest'
      ? yamlAt(document.root, [...PLACE, 'reference'])
      : document.markdown && document.recognition?.kind === 'ml-design-doc'
        ? looseEntry(document.root, FRONT_MATTER)?.value
        : undefined
  const nodes: readonly (YamlNode | null | undefined)[] = node?.kind === 'seq' ? node.items.slice(0, MAX_REFERENCES) : [node]
  return nodes.flatMap((item) => {
    const value = item?.kind === 'scalar' && item.value !== null ? String(item.value).trim() : ''
    return item && value !== '' ? [{ value, path: document.path, range: item.range, reference: referenceOf(value) }] : []
  })
}

/** The graph of the manifest, or those of the diagrams of a Markdown document. */
export function graphsOf(document: DocumentView): readonly Graph[] {
  if (document.markdown) return diagramGraphs(document)
  const graph = document.recognition?.kind === 'model-manifest' ? manifestGraph(document) : undefined
  return graph ? [graph] : []
}

/** The manifest of a document: itself, or the one that it names. */
export const ownManifest = ({ document, workspace }: Surroundings): DocumentView | undefined =>
  document.recognition?.kind === 'model-manifest' ? document : workspace.manifestOf(document)

/** What is known of the system that a document describes, for `matchReference`. */
export function evidenceOf(surroundings: Surroundings): Evidence {
  const { document, claims, applies } = surroundings
  const manifest = ownManifest(surroundings)
  const spec = yamlAt(manifest?.root, ['spec'])
  const manifestGraphs = manifest && manifest !== document ? graphsOf(manifest) : []
  let mentioned: ReadonlySet<string> | undefined
  return {
    graphs: [...graphsOf(document), ...manifestGraphs],
    deviations: manifest ? deviationsOf(manifest, surroundings) : [],
    applies: (predicate) => applies(predicate),
    field: (path) => {
      const keys = path.split('.')
      if (!spec || !isGiven(spec, keys) || isGiven(spec, [...keys, 'notApplicable'])) return undefined
      return fieldText(spec, keys) ?? true
    },
    stated: (subject) => claims(subject).some((claim) => isAdequate(claim.standing)),
    mentioned: (role) => document.markdown !== undefined && (mentioned ??= rolesInProse(document)).has(role),
  }
}

function deviationsOf(manifest: DocumentView, { tier, workspace }: Surroundings): readonly Deviation[] {
  const list = yamlAt(manifest.root, [...PLACE, 'deviations'])
  if (list?.kind !== 'seq') return []
  return list.items.flatMap((item) => {
    const requirement = fieldText(item, ['requirement'])
    if (!item || requirement === undefined) return []
    const reason = fieldText(item, ['reason'])
    const adr = fieldText(item, ['adr'])
    const status = (from: string): string | undefined => {
      const target = adr === undefined ? undefined : workspace.resolve(from, adr)
      return target && workspace.adrs().byPath(target.path)?.status
    }
    const decided = adr !== undefined && (status(manifest.path) ?? status('')) === 'accepted'
    return [{ requirement, reason, adr, accepted: decided || (tier !== 1 && reason !== undefined), range: item.range }]
  })
}

/** Matches of a document with the reference architectures that it, or else its manifest, names. */
export function conformance(surroundings: Surroundings): readonly Match[] {
  const manifest = ownManifest(surroundings)
  const own = statedReferences(surroundings.document)
  const stated = own.length > 0 || !manifest ? own : statedReferences(manifest)
  const references = [...new Set(stated.flatMap(({ reference }) => reference ?? []))]
  if (references.length === 0) return []
  const evidence = evidenceOf(surroundings)
  return references.map((reference) => matchReference(reference, evidence))
}

/** Least share of required components that a suggestion without `serving.pattern` has. */
const LEAST_SHARE = 0.6

/** The reference architecture that fits best: by `serving.pattern`, else by the components that are there. */
export function suggestedReference(surroundings: Surroundings): { readonly reference: ReferenceArchitecture; readonly share: number } | undefined {
  const evidence = evidenceOf(surroundings)
  const pattern = evidence.field('serving.pattern')
  const all = referenceArchitectures()
  const fitting = typeof pattern === 'string' ? all.filter(({ patterns }) => patterns.includes(pattern)) : []
  const candidates = fitting.length > 0 ? fitting : all
  const scored = candidates.map((reference) => ({ reference, share: matchReference(reference, evidence).share }))
  const best = scored.reduce((a, b) => (b.share > a.share ? b : a))
  return fitting.length > 0 || (evidence.graphs.length > 0 && best.share >= LEAST_SHARE) ? best : undefined
}
