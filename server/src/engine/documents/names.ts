import { baseName } from './identity.ts'
import type { DocumentKind } from './kinds.ts'

/** What a file name says by itself. `weak` names (`docs/design/x.md`, `rfcs/x.md`) belong to many kinds of writing and count only with content that agrees. */
export interface NameEvidence {
  readonly kind: DocumentKind
  readonly weak: boolean
  /** The name says that something is designed, not that it is a model: `churn-design.md`, `rfcs/x.md`. */
  readonly bare?: boolean
  /** `*-design.md`: for the status bar. */
  readonly pattern: string
}

const ADR_FOLDERS = new Set([
  'adr',
  'adrs',
  'decisions',
  'decision-records',
  'decision-record',
  'decision-log',
  'architecture-decisions',
  'architecture-decision-records',
  'architecture-decision-record',
])

/** Whether a path is one that holds Markdown. */
export const isMarkdownPath = (path: string): boolean => /\.(?:md|markdown|mdx|mdown)$/i.test(path)
export const isYamlPath = (path: string): boolean => /\.ya?ml$/i.test(path)

/** The kind that built-in file-name patterns give, strongest pattern first. Linear in the length of the path. */
export function kindByName(path: string): NameEvidence | undefined {
  const name = baseName(path).toLowerCase()
  if (isYamlPath(path)) return yamlName(path.toLowerCase(), name)
  if (!isMarkdownPath(path)) return undefined
  const stem = name.replace(/\.(?:md|markdown|mdx|mdown)$/, '')
  const words = stem.replace(/[\s_.]+/g, '-')
  const folders = path.toLowerCase().split('/').slice(0, -1)
  if (stem === 'readme' || stem === 'index' || /^template/.test(stem)) return folderKind(folders, stem)
  const strong = (kind: DocumentKind, pattern: string): NameEvidence => ({ kind, weak: false, pattern })
  const dated = /^\d{4}-?\d{2}-?\d{2}[-_]/.test(name)
  if ((adrNumber(path) !== undefined || dated) && (isAdrFolder(folders) || /^adr-?\d/.test(words) || /^ad\d{3,}/.test(words)))
    return strong('adr', /^adr/.test(words) ? 'adr-NNN*.md' : 'NNNN-*.md in a folder of decisions')
  if (name.endsWith('.mldd.md')) return strong('ml-design-doc', '*.mldd.md')
  if (/(?:^|-)model-?card(?:-|$)/.test(words)) return strong('model-card', '*model-card*.md')
  if (/(?:^|-)system-?card(?:-|$)/.test(words)) return strong('system-card', '*system-card*.md')
  if (/(?:^|-)technical-documentation(?:-|$)/.test(words)) return { kind: 'system-card', weak: true, pattern: 'technical-documentation*.md' }
  if (/(?:^|-)runbooks?(?:-|$)/.test(words)) return strong('runbook', '*runbook*.md')
  if (/(?:^|-)playbooks?(?:-|$)/.test(words)) return { kind: 'runbook', weak: true, pattern: '*playbook*.md' }
  if (/^threat-?model|(?:^|-)threat-model(?:-|$)/.test(words)) return strong('threat-model', '*threat-model*.md')
  if (/(?:^|-)readiness(?:-|$)|(?:^|-)prr(?:-|$)|(?:^|-)checklist(?:-|$)/.test(words))
    return { kind: 'readiness-checklist', weak: true, pattern: '*readiness*.md, *prr*.md, *checklist*.md' }
  if (/(?:^|-)roadmap(?:-|$)/.test(words)) return { kind: 'roadmap', weak: true, pattern: '*roadmap*.md' }
  if (/(?:^|-)ml-(?:system-)?design(?:-|$)/.test(words)) return strong('ml-design-doc', '*ml*design*.md')
  if (/(?:^|-)design-?doc(?:-|$)|(?:^|-)design-document(?:-|$)/.test(words)) return { kind: 'ml-design-doc', weak: true, bare: true, pattern: '*design*doc*.md' }
  if (/(?:^|-)ml-(?:system-)?architecture(?:-|$)/.test(words)) return { kind: 'ml-design-doc', weak: true, pattern: '*ml*architecture*.md' }
  if (/(?:^|-)design$/.test(words)) return { kind: 'ml-design-doc', weak: true, bare: true, pattern: '*-design.md' }
  return folderKind(folders, stem)
}

function folderKind(folders: readonly string[], stem: string): NameEvidence | undefined {
  const last = folders.at(-1)
  if (stem !== 'readme' && stem !== 'index' && (last === 'runbooks' || folders.includes('runbooks'))) return { kind: 'runbook', weak: true, pattern: 'runbooks/**' }
  const design = folders.find((folder) => folder === 'design' || folder === 'designs' || /^rfcs?$/.test(folder) || folder === 'design-docs')
  return design ? { kind: 'ml-design-doc', weak: true, bare: true, pattern: `${design}/` } : undefined
}

function yamlName(path: string, name: string): NameEvidence | undefined {
  if (name === '.plumbline.yaml' || name === '.plumbline.yml') return { kind: 'workspace', weak: false, pattern: '.plumbline.yaml' }
  if (/\.model\.ya?ml$/.test(name)) return { kind: 'model-manifest', weak: false, pattern: '*.model.yaml' }
  if (/^model-manifest\.ya?ml$/.test(name)) return { kind: 'model-manifest', weak: false, pattern: 'model-manifest.yaml' }
  if (/(?:^|\/)plumbline\/models\/[^/]+$/.test(path)) return { kind: 'model-manifest', weak: false, pattern: 'plumbline/models/*.yaml' }
  if (/\.odcs\.ya?ml$/.test(name)) return { kind: 'data-contract', weak: false, pattern: '*.odcs.yaml' }
  return undefined
}

export const isAdrFolder = (folders: readonly string[]): boolean => folders.some((folder) => ADR_FOLDERS.has(folder.replace(/[\s_]/g, '-')))

/** The folder whose decisions a log holds: the one above `docs/adr` and the like. */
function ownerOfLog(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1)
  const log = folders.findIndex((folder) => isAdrFolder([folder.toLowerCase()]))
  const owner = log === -1 ? folders : folders.slice(0, log)
  return /^(?:docs?|documentation)$/i.test(owner.at(-1) ?? '') ? owner.slice(0, -1) : owner
}

/** Whether a number in one record may mean the other: both stand in one log, or one in a log above. Projects side by side each count from 1. */
export function sameAdrLog(a: string, b: string): boolean {
  const [one, other] = [ownerOfLog(a), ownerOfLog(b)]
  return one.slice(0, Math.min(one.length, other.length)).every((folder, i) => folder === other[i])
}

/** Number of an ADR from its file name: `0012-x.md`, `adr-12-x.md`, `ADR012.md`, `AD0001-x.md`, `2021-06-05_001-x.md`; a date is no number. */
export function adrNumber(path: string): number | undefined {
  const dated = /^(?:\d{4}-\d{2}-\d{2}|\d{8})(?!\d)[-_ ]?/.exec(baseName(path))
  const name = baseName(path)
    .toLowerCase()
    .slice(dated?.[0].length ?? 0)
  const match = (dated ? /^()(\d{3,5})(?=[-_. ])/ : /^(adr|ad|dr|decision)?[-_ ]?(\d{1,5})(?=[-_. ])/).exec(name)
  return match ? Number(match[2]) : undefined
}
