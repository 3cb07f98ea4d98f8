import { fillOf } from '../controls/field-values.ts'
import { findDates } from '../documents/dates.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldList, fieldText } from '../documents/fields.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { ModelWorkspace } from '../workspace/view.ts'
import { roleNode } from './anchors.ts'
import type { Asserted, Edge, Node, Parts } from './types.ts'

/** Blocks of the manifest that state a control, and how people call it. */
const CONTROLS: readonly (readonly [string, string])[] = [
  ['spec.serving.fallback', 'fallback'],
  ['spec.serving.killSwitch', 'kill switch'],
  ['spec.serving.capacity', 'capacity'],
  ['spec.serving.tenancy', 'tenant isolation'],
  ['spec.release.rollback', 'rollback'],
  ['spec.release.guardrails', 'release guardrails'],
  ['spec.monitoring.drift', 'drift monitoring'],
  ['spec.monitoring.dataQuality', 'data quality checks'],
  ['spec.features.pointInTime', 'point-in-time joins'],
  ['spec.features.parity', 'training-serving parity'],
  ['spec.training.reproducibility', 'reproducible training'],
  ['spec.security.authn', 'authentication'],
  ['spec.security.authz', 'authorisation'],
  ['spec.security.secrets', 'secrets management'],
  ['spec.security.auditLog', 'audit log'],
  ['spec.llm.guardrails', 'guardrails'],
  ['spec.llm.evaluation', 'evaluation of the language model'],
]

/** Keys below a control whose value can be looked at: a file, an address, the day of an exercise. */
const EVIDENCE = new Set(
  'ref test tested lastTested verified verifiedAt rerunVerifiedOn leastPrivilegeReviewed runbook playbook procedure attestation manifest uri url alert run'.split(' '),
)

/** What the manifest offers as proof, as far as it can be: its evidence files and what lies below a control. */
interface Proof {
  readonly manifest: DocumentView
  readonly models: ModelWorkspace
  /** JSON pointers that files of `governance.evidence` support. */
  readonly supported: readonly string[]
}

/** Marks parts of which the manifest states a control and shows nothing for it: no evidence file, link or date. */
export function markAsserted<T extends Parts>(parts: T, manifest: DocumentView | undefined, models: ModelWorkspace): T {
  if (!manifest) return parts
  const proof: Proof = { manifest, models, supported: supportedPointers(manifest, models) }
  const byNode = new Map<string, Asserted[]>()
  for (const [field, control] of CONTROLS) {
    const path = field.split('.')
    const entry = yamlEntryAt(manifest.root, path)
    if (!entry || fillOf(entry.value) !== 'present' || fieldText(entry.value, ['notApplicable']) !== undefined) continue
    const node = roleNode(parts, field)
    if (!node || isSupported(proof, path) || showsEvidence(proof, entry.value) || ownManifest(proof, node)) continue
    byNode.set(node.id, [...(byNode.get(node.id) ?? []), { control, place: { path: manifest.path, range: entry.range } }])
  }
  return {
    ...parts,
    nodes: parts.nodes.map((node): Node => (byNode.has(node.id) ? { ...node, asserted: byNode.get(node.id)! } : node)),
    edges: parts.edges.map((edge): Edge => {
      const asserted = flowAsserted(edge, proof)
      return asserted.length === 0 ? edge : { ...edge, asserted }
    }),
  }
}

/** Where a flow crosses a boundary its protection is a control. */
function flowAsserted({ crossing, place }: Edge, proof: Proof): readonly Asserted[] {
  if (!crossing || place?.path !== proof.manifest.path) return []
  const at = ['spec', 'architecture', 'flows']
  const flows = yamlAt(proof.manifest.root, at)
  const index = flows?.kind === 'seq' ? flows.items.findIndex((item) => item?.range.start === place.range.start) : -1
  const flow = flows?.kind === 'seq' ? flows.items[index] : undefined
  if (!flow || isSupported(proof, [...at, index])) return []
  const auth = fieldText(flow, ['auth'])
  const stated = [...(auth === undefined || auth === 'none' ? [] : [`auth ${auth}`]), ...(fieldText(flow, ['encrypted']) === 'true' ? ['encryption'] : [])]
  return stated.map((control) => ({ control, place }))
}

/** Pointers that evidence files support; a file that is known not to be there supports nothing. */
function supportedPointers(manifest: DocumentView, models: ModelWorkspace): readonly string[] {
  const list = yamlAt(manifest.root, ['spec', 'governance', 'evidence'])
  if (list?.kind !== 'seq') return []
  return list.items.flatMap((item) => {
    const path = fieldText(item, ['path'])
    return path !== undefined && isThere(path, manifest, models) ? fieldList(item, ['supports']) : []
  })
}

/** A file may prove a whole block or only a part of it. */
const isSupported = ({ supported }: Proof, path: readonly (string | number)[]): boolean => {
  const pointer = `/${path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`
  return supported.some((own) => own === pointer || pointer.startsWith(`${own}/`) || own.startsWith(`${pointer}/`))
}

function showsEvidence(proof: Proof, node: YamlNode | null | undefined): boolean {
  if (node?.kind === 'seq') return node.items.some((item) => showsEvidence(proof, item))
  if (node?.kind !== 'map') return false
  return node.entries.some(({ key, value }) => {
    if (!EVIDENCE.has(key)) return showsEvidence(proof, value)
    if (value?.kind !== 'scalar') return fillOf(value) === 'present'
    return fillOf(value) === 'present' && isThere(String(value.value), proof.manifest, proof.models)
  })
}

/** A component may name the file that it is deployed from. */
function ownManifest({ manifest, models }: Proof, { place }: Node): boolean {
  const list = yamlAt(manifest.root, ['spec', 'architecture', 'components'])
  const own = list?.kind === 'seq' && place?.path === manifest.path ? list.items.find((item) => item?.range.start === place.range.start) : undefined
  const file = fieldText(own, ['manifest'])
  return file !== undefined && isThere(file, manifest, models)
}

/** Whether words can be looked at: an address, a day, or a file that is not known to be absent. */
function isThere(target: string, manifest: DocumentView, models: ModelWorkspace): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target) || findDates(target).length > 0) return true
  if (!/[./]/.test(target) || /\s/.test(target)) return false
  const files = [models.resolve(manifest.path, target), models.resolve('', target)].flatMap((file) => file?.path ?? [])
  return files.some((path) => models.exists(path) !== false)
}
