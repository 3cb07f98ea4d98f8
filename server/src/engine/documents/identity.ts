import type { Range } from '../text/range.ts'
import { yamlAt } from '../syntax/yaml.ts'
import { fieldList, fieldText, looseEntry, looseText } from './fields.ts'
import type { DocumentView } from './document.ts'
import { STAGES } from './kinds.ts'
import type { Stage, Tier } from './kinds.ts'

const TIER_WORDS: Readonly<Record<string, Tier>> = { critical: 1, high: 2, moderate: 3, medium: 3, low: 4 }

/** Reads any accepted spelling of a tier: `1`, `tier-1`, `T1`, `Tier 1 (critical)`, `critical` …; `undefined` for the rest. */
export function parseTier(text: string | undefined): Tier | undefined {
  if (text === undefined) return undefined
  const words = text.toLowerCase().trim().slice(0, 60)
  const number = /^(?:risk[ _-]?)?(?:tier|t)?[ _-]?([1-4])(?![\d.])/.exec(words)
  if (number) return Number(number[1]) as Tier
  const word = /^[a-z]+/.exec(words)?.[0]
  return word !== undefined && Object.hasOwn(TIER_WORDS, word) ? TIER_WORDS[word] : undefined
}

const TIER_KEYS = ['riskTier', 'risk_tier', 'tier'] as const

/** Tier that the structured part of a document states. */
export function statedTier(document: DocumentView): Tier | undefined {
  const { root, recognition } = document
  if (document.markdown) return parseTier(looseText(root, TIER_KEYS)) ?? parseTier(fieldText(root, ['risk', 'tier']))
  if (recognition?.kind === 'model-manifest') return parseTier(fieldText(root, ['spec', 'risk', 'tier']))
  if (recognition?.kind === 'data-contract') return parseTier(customProperty(document, 'plumbline.tier'))
  return undefined
}

function customProperty({ root }: DocumentView, name: string): string | undefined {
  const list = yamlAt(root, ['customProperties'])
  if (list?.kind !== 'seq') return undefined
  for (const item of list.items) if (fieldText(item, ['property']) === name) return fieldText(item, ['value'])
  return undefined
}

const STATUS_STAGE: Readonly<Record<string, Stage>> = {
  draft: 'idea',
  idea: 'idea',
  proposal: 'idea',
  proposed: 'idea',
  concept: 'idea',
  wip: 'idea',
  experiment: 'experiment',
  experimental: 'experiment',
  research: 'experiment',
  poc: 'experiment',
  prototype: 'experiment',
  development: 'development',
  dev: 'development',
  'in-development': 'development',
  staging: 'staging',
  pilot: 'staging',
  shadow: 'staging',
  'in-review': 'staging',
  review: 'staging',
  beta: 'staging',
  production: 'production',
  live: 'production',
  approved: 'production',
  released: 'production',
  active: 'production',
  ga: 'production',
  deprecated: 'deprecated',
  retired: 'retired',
  archived: 'retired',
  decommissioned: 'retired',
}

/** Reads a stage or a document status as a stage; `undefined` for unknown words. */
export function parseStage(text: string | undefined): Stage | undefined {
  if (text === undefined) return undefined
  const word = text
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, '-')
  if ((STAGES as readonly string[]).includes(word)) return word as Stage
  return Object.hasOwn(STATUS_STAGE, word) ? STATUS_STAGE[word] : undefined
}

/** Stage that the structured part states: `lifecycle.stage` of a manifest, `stage` or `status` of front matter. ADR statuses are no stages. */
export function statedStage(document: DocumentView): Stage | undefined {
  const { root, recognition } = document
  if (recognition?.kind === 'adr') return undefined
  if (document.markdown) return parseStage(looseText(root, ['stage'])) ?? parseStage(fieldText(root, ['lifecycle', 'stage'])) ?? parseStage(looseText(root, ['status']))
  if (recognition?.kind === 'model-manifest') return parseStage(fieldText(root, ['spec', 'lifecycle', 'stage']))
  return undefined
}

export interface ModelReference {
  readonly name: string
  readonly version: string | undefined
}

/** The model that a document names: `model: churn@1.2.0` in front matter, `metadata.name` of a manifest, the name of a Hugging Face card. */
export function modelReference(document: DocumentView): ModelReference | undefined {
  const { root, recognition } = document
  if (recognition?.kind === 'model-manifest') {
    const name = fieldText(root, ['metadata', 'name'])
    return name === undefined ? undefined : { name, version: fieldText(root, ['metadata', 'version']) }
  }
  const text = document.markdown ? (looseText(root, ['model', 'modelName', 'model_name']) ?? fieldText(root, ['model', 'name'])) : undefined
  if (text === undefined || /[\n]/.test(text) || text.length > 120) return undefined
  const at = text.lastIndexOf('@')
  return at > 0 ? { name: text.slice(0, at), version: text.slice(at + 1) || undefined } : { name: text, version: fieldText(root, ['version']) }
}

/** Owners that fields name; prose is the business of claims. */
export function statedOwners(document: DocumentView): readonly string[] {
  const { root, recognition } = document
  if (recognition?.kind === 'model-manifest') return fieldList(root, ['spec', 'ownership', 'owner'])
  const entry = looseEntry(root, ['owner', 'owners'])
  return entry ? fieldList(root, [entry.key]) : []
}

/** The path or name of the manifest that front matter gives (`manifest:`). */
export const statedManifest = (document: DocumentView): string | undefined => (document.markdown ? looseText(document.root, ['manifest']) : undefined)

/** Title for people and where findings about the whole document stand. */
export function titleOf(view: Pick<DocumentView, 'path' | 'text' | 'lines' | 'markdown' | 'root'>): { readonly title: string; readonly titleRange: Range } {
  const { markdown, root } = view
  if (markdown) {
    const heading = markdown.blocks.find((block) => block.kind === 'heading' && !block.pseudo) ?? markdown.blocks.find((block) => block.kind === 'heading')
    const stated = fieldText(root, ['title'])
    if (heading?.kind === 'heading' && !(heading.level > 1 && stated !== undefined)) return { title: stated ?? heading.text, titleRange: heading.textRange }
    const value = yamlAt(root, ['title'])
    if (value && stated !== undefined) return { title: stated, titleRange: value.range }
  } else {
    for (const path of [['metadata', 'displayName'], ['metadata', 'name'], ['name'], ['id']]) {
      const title = fieldText(root, path)
      const at = path[1] === 'displayName' ? (yamlAt(root, ['metadata', 'name']) ?? yamlAt(root, path)) : yamlAt(root, path)
      if (title !== undefined && at) return { title, titleRange: at.range }
    }
    const first = root?.kind === 'map' ? root.entries[0] : undefined
    if (first) return { title: baseName(view.path), titleRange: first.keyRange }
  }
  return { title: baseName(view.path), titleRange: firstWords(view) }
}

/** The first line that has words on it; an empty text has only its start. */
function firstWords({ lines, text }: Pick<DocumentView, 'lines' | 'text'>): Range {
  for (let line = 0; line < Math.min(lines.lineCount, 200); line++) {
    const { start, end } = lines.lineRange(line)
    const words = text.slice(start, end)
    const from = start + (words.length - words.trimStart().length)
    if (words.trim() !== '' && words.trim() !== '---') return { start: from, end: Math.min(from + words.trim().length, from + 120) }
  }
  return { start: 0, end: Math.min(text.length, 1) }
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Tier that a sentence states: `criticality tier 2`, `risk class: high`, `T1`; `undefined` where it names none or several. */
export function tierInWords(text: string): Tier | undefined {
  const words = text.toLowerCase()
  const found = new Set<Tier>()
  for (const match of words.matchAll(/\b(?:tier|class|level|category|criticality|materiality)\b[ :=|*_-]{0,4}([1-4])\b(?![.,]\d)/g)) found.add(Number(match[1]) as Tier)
  for (const match of words.matchAll(/\bt([1-4])\b/g)) found.add(Number(match[1]) as Tier)
  if (found.size === 0)
    for (const match of words.matchAll(/\b(?:tier|risk|criticality|materiality|class|rating)\b[^.;\n]{0,20}?\b(critical|high|moderate|medium|low)\b/g))
      found.add(TIER_WORDS[match[1]!]!)
  return found.size === 1 ? [...found][0] : undefined
}
