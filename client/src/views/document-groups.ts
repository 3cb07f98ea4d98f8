import type { DocumentDto } from '../../../server/src/protocol/index.ts'
import { kindName } from './kind-names.ts'

/** What the tree of documents shows at one place; pure data, so that it can be tested without VS Code. */
export type TreeNode =
  | { readonly type: 'group'; readonly id: string; readonly label: string; readonly children: readonly TreeNode[] }
  | {
      readonly type: 'model'
      readonly id: string
      readonly label: string
      readonly description: string
      readonly manifest: DocumentDto | undefined
      readonly children: readonly TreeNode[]
    }
  | { readonly type: 'document'; readonly id: string; readonly label: string; readonly description: string; readonly document: DocumentDto }

const GROUPS: readonly { readonly label: string; readonly kinds: readonly string[] }[] = [
  { label: 'Documents without a model', kinds: ['ml-design-doc', 'model-card', 'system-card', 'data-contract', 'runbook', 'threat-model'] },
  { label: 'Decisions', kinds: ['adr'] },
  { label: 'Checklists', kinds: ['readiness-checklist'] },
  { label: 'Roadmaps', kinds: ['roadmap'] },
  { label: 'Configuration', kinds: ['pack', 'workspace'] },
]

const SHARED = new Set(['adr', 'roadmap', 'pack', 'workspace', 'readiness-checklist'])

/** Models first, each with its documents, then what belongs to none by its kind. Documents keep the order of the server. */
export function groupDocuments(documents: readonly DocumentDto[]): readonly TreeNode[] {
  const models = new Map<string, DocumentDto[]>()
  for (const document of documents) {
    if (document.model === null || SHARED.has(document.kind)) continue
    const key = `${document.folder}\u0000${document.model}`
    const own = models.get(key)
    if (own) own.push(document)
    else models.set(key, [document])
  }
  const roots: TreeNode[] = []
  if (models.size > 0) roots.push({ type: 'group', id: 'models', label: 'Models', children: [...models].map(([key, own]) => modelNode(key, own)).sort(byLabel) })
  for (const { label, kinds } of GROUPS) {
    const own = documents.filter((d) => kinds.includes(d.kind) && (d.model === null || SHARED.has(d.kind)))
    if (own.length > 0) roots.push({ type: 'group', id: label, label, children: own.map(documentNode) })
  }
  return roots
}

const byLabel = (a: TreeNode, b: TreeNode): number => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)

function modelNode(key: string, documents: readonly DocumentDto[]): TreeNode {
  const manifest = documents.find((d) => d.kind === 'model-manifest')
  const facts = manifest ?? documents.find((d) => d.tier !== null) ?? documents[0]!
  return {
    type: 'model',
    id: `model:${key}`,
    label: documents[0]!.model!,
    description: [facts.tier === null ? 'no tier' : `tier ${facts.tier}`, facts.stage, manifest ? undefined : 'no manifest', findingsInWords(sum(documents))]
      .filter(Boolean)
      .join(' · '),
    manifest,
    children: documents.map(documentNode),
  }
}

function documentNode(document: DocumentDto): TreeNode {
  const name = document.kind === 'model-manifest' ? kindName(document.kind) : document.title
  return {
    type: 'document',
    id: document.uri,
    label: name,
    description: [document.status, document.kind === 'model-manifest' || SHARED.has(document.kind) ? undefined : kindName(document.kind), findingsInWords(document.counts)]
      .filter(Boolean)
      .join(' · '),
    document,
  }
}

type Counts = DocumentDto['counts']

const sum = (documents: readonly DocumentDto[]): Counts => {
  const total = { error: 0, warning: 0, info: 0, waived: 0 }
  for (const { counts } of documents) for (const key of ['error', 'warning', 'info', 'waived'] as const) total[key] += counts[key]
  return total
}

/** `3 errors, 1 warning`; nothing where there is no finding. */
export function findingsInWords({ error, warning, info }: Counts): string {
  const counted = (count: number, noun: string): string[] => (count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`])
  return [...counted(error, 'error'), ...counted(warning, 'warning'), ...counted(info, 'hint')].join(', ')
}
