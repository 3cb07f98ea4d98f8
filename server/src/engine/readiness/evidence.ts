import { isAdequate, STANDINGS } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import { fillOf, isAnswered } from '../controls/field-values.ts'
import type { DocumentView } from '../documents/document.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlPath } from '../syntax/yaml.ts'
import type { ModelScope } from './scope.ts'
import type { Evidence } from './types.ts'

const QUOTED = 160
const SHOWN = 4

const fold = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > QUOTED ? `${words.slice(0, QUOTED - 1).trimEnd()}…` : words
}

/** The paths that a pattern means in a document: `spec.lineage.datasets[].contract` is one for each dataset. */
export function pathsOf(view: DocumentView, pattern: string): readonly YamlPath[] {
  let paths: YamlPath[] = [[]]
  for (const step of pattern.split('.')) {
    const key = step.replace('[]', '')
    paths = paths.flatMap((path) => {
      const here = [...path, key]
      const node = step.endsWith('[]') ? yamlAt(view.root, here) : undefined
      return step.endsWith('[]') ? (node?.kind === 'seq' ? node.items.map((_, i) => [...here, i]) : []) : [here]
    })
  }
  return paths
}

/** Fields of the manifest that say something; one piece a pattern. */
export function fieldEvidence({ manifest }: ModelScope, patterns: readonly string[]): readonly Evidence[] {
  if (!manifest) return []
  return patterns.flatMap((pattern): Evidence[] => {
    for (const path of pathsOf(manifest, pattern)) {
      const entry = yamlEntryAt(manifest.root, path)
      if (!entry || fillOf(entry.value) !== 'present') continue
      return [
        {
          place: { path: manifest.path, range: entry.range },
          quote: fold(manifest.text.slice(entry.range.start, Math.min(entry.range.end, entry.range.start + 4 * QUOTED))),
          source: 'field',
          standing: 'structured',
        },
      ]
    }
    return []
  })
}

/** A `notApplicable` answer with a reason at one of the fields. */
export function fieldAnswer({ manifest }: ModelScope, patterns: readonly string[]): Evidence | undefined {
  if (!manifest) return undefined
  for (const pattern of patterns)
    for (const path of pathsOf(manifest, pattern)) {
      const entry = isAnswered(manifest.root, path) ? yamlEntryAt(manifest.root, path) : undefined
      if (entry)
        return { place: { path: manifest.path, range: entry.range }, quote: fold(manifest.text.slice(entry.range.start, entry.range.end)), source: 'field', standing: 'structured' }
    }
  return undefined
}

/** What prose says about subjects, the strongest first. */
export function claimEvidence({ source, documents }: ModelScope, subjects: readonly string[]): readonly Evidence[] {
  const found: { readonly claim: Claim; readonly path: string }[] = []
  for (const view of documents) for (const claim of source.models.claims(view)) if (subjects.includes(claim.subject)) found.push({ claim, path: claim.path ?? view.path })
  return found
    .sort((a, b) => STANDINGS.indexOf(a.claim.standing) - STANDINGS.indexOf(b.claim.standing))
    .map(({ claim, path }) => ({ place: { path, range: claim.range }, quote: fold(claim.quote), source: claim.source, standing: isUnsure(claim) ? 'mentioned' : claim.standing }))
}

/** Documents of these kinds. */
export function documentEvidence({ documents }: ModelScope, kinds: readonly string[]): readonly Evidence[] {
  return documents
    .filter((view) => (kinds as readonly DocumentKind[]).includes(view.recognition!.kind))
    .map((view) => ({ place: { path: view.path, range: view.titleRange }, quote: fold(view.title), source: 'evidence', standing: 'structured' }))
}

/** The best of each source, adequate ones first; what satisfies nothing only where nothing else is there. */
export function pick(evidence: readonly Evidence[]): readonly Evidence[] {
  const adequate = evidence.filter(({ standing }) => standing !== 'ticked' && isAdequate(standing))
  const rest = evidence.filter((piece) => !adequate.includes(piece))
  return [...adequate, ...(adequate.length === 0 ? rest : rest.filter(({ standing }) => standing === 'contradicted' || standing === 'ticked'))].slice(0, SHOWN)
}

/** Words that fit a subject but come with a reason why they are not better: no alarm, and no evidence either. */
const isUnsure = ({ standing, reason }: Claim): boolean => standing === 'described' && reason !== undefined

/** Whether only such words speak for an item. */
export const isOnlyUnsure = ({ source, documents }: ModelScope, subjects: readonly string[]): boolean =>
  documents.some((view) => source.models.claims(view).some((claim) => subjects.includes(claim.subject) && isUnsure(claim)))
