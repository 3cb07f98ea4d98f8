import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { editDistance } from '../text/edit-distance.ts'
import { fieldText, looseEntry } from './fields.ts'
import { headingSignature, sectionsOf } from './heading-signature.ts'
import { baseName } from './identity.ts'
import { DOCUMENT_KINDS, MARKDOWN_KINDS } from './kinds.ts'
import type { DocumentKind, Recognition } from './kinds.ts'
import { contentFeatures, designContent } from './ml-content.ts'
import type { ContentFeatures, ContentMemo } from './ml-content.ts'
import { isAdrFolder, isYamlPath, kindByName } from './names.ts'
import type { NameEvidence } from './names.ts'
import { hasGone, isBlankForm, isCatalogue, isTemplateName, isTestData, leavesTo } from './standing.ts'

export interface RecognitionInput {
  /** Workspace-relative POSIX path. */
  readonly path: string
  readonly markdown: MarkdownSyntax | undefined
  /** Front matter, or the YAML document. */
  readonly root: YamlNode | null
  /** Kind that the host demands for every file. */
  readonly option?: DocumentKind
  /** Kind that the workspace configuration gives the path. */
  readonly configured?: { readonly kind: DocumentKind; readonly glob: string }
  /** Evidence of blocks that were read before; makes the next reading of nearly the same text cheap. */
  readonly memo?: ContentMemo
}

/**
 * Says of which kind a document is, and why, in the order of certainty: what it says of itself, what it says of being something else,
 * the configuration, its file name, its content. `undefined`: not a document of ours, and nothing is said about it.
 */
export function recognise(input: RecognitionInput): Recognition | undefined {
  const { markdown, option, configured } = input
  if (option) return { kind: option, by: 'option', confidence: 1, evidence: `kind ${option} was asked for` }
  const own = markdown ? markdownIdentity(input) : yamlIdentity(input)
  if (own === 'foreign') return undefined
  if (own) return own
  if (configured && MARKDOWN_KINDS.includes(configured.kind) === (markdown !== undefined))
    return { kind: configured.kind, by: 'configuration', confidence: 1, evidence: `${configured.glob} in .plumbline.yaml` }
  if (isTestData(input.path)) return undefined
  const name = kindByName(input.path)
  if (!markdown) return name && yamlNameHolds(input, name) ? byName(name) : undefined
  return markdownRecognition(reading(input, markdown), markdown, name)
}

const byName = (name: NameEvidence): Recognition => ({ kind: name.kind, by: 'file-name', confidence: name.weak ? 0.8 : 0.95, evidence: `file name ${name.pattern}` })

const identity = (kind: DocumentKind, evidence: string, confidence = 1): Recognition => ({ kind, by: 'identity', confidence, evidence })

// Maps, not objects: `kind: constructor` names nothing.
const YAML_KINDS: ReadonlyMap<string, DocumentKind> = new Map([
  ['modelmanifest', 'model-manifest'],
  ['pack', 'pack'],
  ['workspace', 'workspace'],
])

function yamlIdentity({ root, path }: RecognitionInput): Recognition | 'foreign' | undefined {
  if (root?.kind !== 'map') return undefined
  const apiVersion = fieldText(root, ['apiVersion'])
  const kind = fieldText(root, ['kind'])
  const schema = schemaKind(fieldText(root, ['$schema']))
  if (apiVersion?.startsWith('plumbline.')) {
    const known = kind === undefined ? undefined : (YAML_KINDS.get(kind.toLowerCase()) ?? nearKind(kind, [...YAML_KINDS.keys()]))
    const found = known ?? kindByName(path)?.kind ?? schema ?? 'model-manifest'
    return identity(found, `apiVersion: ${apiVersion}${kind === undefined ? '' : `, kind: ${kind}`}`)
  }
  if (schema) return identity(schema, '$schema')
  if (kind === 'DataContract' && (apiVersion === undefined || /^v?\d+(\.\d+)*/.test(apiVersion)))
    return identity('data-contract', `kind: DataContract${apiVersion === undefined ? '' : `, apiVersion: ${apiVersion}`} (ODCS)`)
  if (fieldText(root, ['dataContractSpecification']) !== undefined) return identity('data-contract', 'dataContractSpecification')
  // A manifest whose version line is missing or misspelt still says what it is.
  if (kind === 'ModelManifest' && (apiVersion === undefined || /plumb/i.test(apiVersion))) return identity('model-manifest', 'kind: ModelManifest', 0.9)
  if (apiVersion !== undefined && kind !== undefined && !(kindByName(path) && /plumb/i.test(apiVersion))) return 'foreign'
  return undefined
}

/** What a YAML text must hold to say that it is ours; escapes could spell it otherwise. */
const OWN_WORDS = /plumbline|DataContract|dataContractSpecification|ModelManifest|\\[uUx\r\n]/i

/** Whether neither the name nor the words of a YAML file can make it ours, so that nobody needs to parse it. Demands of host and configuration aside. */
export const isForeignYaml = (path: string, text: string): boolean => isYamlPath(path) && !kindByName(path) && !OWN_WORDS.test(text)

/** Words of the other kinds. */
const OWN_WORDS_BUT_CONTRACTS = /plumb|ModelManifest|\\[uUx]/i

/** Whether a YAML file may be of a kind, by its name and words; without parsing it. Demands of host and configuration aside. */
export function mayBeYaml(path: string, text: string, kind: DocumentKind): boolean {
  if (kindByName(path)?.kind === kind) return true
  if (kind === 'data-contract') return OWN_WORDS.test(text)
  // A line break behind a backslash may stand within a word.
  return OWN_WORDS_BUT_CONTRACTS.test(/\\[\r\n]/.test(text) ? text.replace(/\\\r?\n?[ \t]*/g, '') : text)
}

function schemaKind(schema: string | undefined): DocumentKind | undefined {
  if (schema === undefined || !/plumbline/i.test(schema)) return undefined
  const name = baseName(schema).toLowerCase().split('.')[0]
  return DOCUMENT_KINDS.find((kind) => kind === name)
}

/** `ModelManifst` is meant for ours: one or two letters off in a name this long. */
function nearKind(kind: string, names: readonly string[]): DocumentKind | undefined {
  const word = kind.toLowerCase().replace(/[\s_-]/g, '')
  const near = names.find((name) => withinTwoEdits(word, name))
  return near === undefined ? undefined : (YAML_KINDS.get(near) ?? (near as DocumentKind))
}

const withinTwoEdits = (a: string, b: string): boolean => editDistance(a, b, 2) <= 2

/** A data file that only shares the name pattern (`sales.model.yaml` of another tool) has none of a manifest's keys. */
function yamlNameHolds({ root }: RecognitionInput, { kind }: NameEvidence): boolean {
  if (root === null || root.kind !== 'map' || kind !== 'model-manifest') return true
  return root.entries.length === 0 || ['apiVersion', 'kind', 'metadata', 'spec'].some((key) => yamlAt(root, [key]) !== undefined)
}

const MARKDOWN_ALIASES: ReadonlyMap<string, DocumentKind> = new Map([
  ['design-doc', 'ml-design-doc'],
  ['ml-design', 'ml-design-doc'],
  ['architecture-decision-record', 'adr'],
  ['decision-record', 'adr'],
  ['modelcard', 'model-card'],
  ['systemcard', 'system-card'],
  ['checklist', 'readiness-checklist'],
])

function markdownIdentity({ root }: RecognitionInput): Recognition | 'foreign' | undefined {
  if (root?.kind !== 'map') return undefined
  const stated = fieldText(root, ['kind'])
  if (stated !== undefined) {
    const word = stated.toLowerCase().replace(/[\s_]+/g, '-')
    const kind = MARKDOWN_KINDS.find((k) => k === word) ?? MARKDOWN_ALIASES.get(word) ?? MARKDOWN_KINDS.find((k) => k.length > 6 && withinTwoEdits(word, k))
    if (kind) return identity(kind, `kind: ${stated} in the front matter`)
    // Any other word is somebody's own (`kind: ml-system`): the content decides.
  }
  const schema = schemaKind(fieldText(root, ['$schema']))
  if (schema && MARKDOWN_KINDS.includes(schema)) return identity(schema, '$schema in the front matter')
  return undefined
}

/** An ADR by its headings is a design document when its content says so with at least this confidence. */
const DESIGN_OVER_ADR = 0.8

const HUGGING_FACE_KEYS = ['pipeline_tag', 'base_model', 'model-index', 'library_name'] as const
const DECIDER_KEYS = ['decision-makers', 'deciders', 'decisionScope', 'decision-maker'] as const

/** Pages whose name says that they are about a part or a repository, whatever they speak of: `DATASET.md`, `README-en.md`, `reports/ensemble.md`. */
const OTHER_PAGES =
  /(?:^|[/_-])(?:readme[_-][a-z]{2}|compliance|datasets?|explanations?|comparisons?|e?mail[_-]?drafts?|changelog|glossary|requirements[_-]\w{1,20})\.\w+$|(?:^|\/)reports?\//i

/** What is recognised, with the figures of its words, which several questions ask for: they are read once, with the first. */
interface Reading extends RecognitionInput {
  readonly features: () => ContentFeatures
}

function reading(input: RecognitionInput, markdown: MarkdownSyntax): Reading {
  let features: ContentFeatures | undefined
  return { ...input, features: () => (features ??= contentFeatures(markdown, input.root, input.path, input.memo)) }
}

function markdownRecognition(input: Reading, markdown: MarkdownSyntax, byPath: NameEvidence | undefined): Recognition | undefined {
  const { root, path } = input
  // Records keep their place in the log, whatever became of them.
  if (byPath?.kind !== 'adr' && (isBlankForm(markdown, path) || hasGone(markdown))) return undefined
  const name = byPath && (isWrittenOtherwise(input, markdown, byPath.kind) || isOnCards(markdown, byPath.kind)) ? undefined : byPath
  if (name && !name.weak) return byName(name)
  const key = root?.kind === 'map' ? HUGGING_FACE_KEYS.find((k) => root.entries.some((entry) => entry.key === k)) : undefined
  if (key && leavesTo('model-card', markdown)) return undefined
  if (key && !isOnCards(markdown, 'model-card')) return { kind: 'model-card', by: 'content', confidence: 0.95, evidence: `${key} in the front matter (Hugging Face model card)` }
  if (name?.kind === 'readiness-checklist') {
    const tasks = markdown.blocks.filter((block) => block.kind === 'item' && block.task)
    if (tasks.length >= 5 && !isFilledIn(input, markdown, tasks)) return byName(name)
  }
  const adrFolder = isAdrFolder(path.toLowerCase().split('/').slice(0, -1))
  const found = deciderSignature(root) ?? headingSignature(markdown, { adrFolder, name })
  // The review of an incident may have the sections of a runbook.
  const signature =
    found && found.by === 'content' && OF_ONE_FORM.has(found.kind) && (isOtherWriting(input) || isOnCards(markdown, found.kind) || isTemplateName(path)) ? undefined : found
  if (signature && (signature.kind !== 'adr' || adrFolder)) return signature
  // These tell about a repository; a design has a file of its own.
  if (/^(?:readme|changelog|contributing|license|licence|code_of_conduct|security|news|history|summary|index|skill|claude|agents)\.\w+$/i.test(baseName(path))) return signature
  const named = name?.kind === 'ml-design-doc' ? name.pattern : undefined
  if (named === undefined && OTHER_PAGES.test(path)) return signature
  const design = designContent(markdown, input.features(), { path, named, bare: name?.bare })
  // Some teams write the whole design of a model in the form of a decision record.
  if (!design.recognised || (signature && design.confidence < DESIGN_OVER_ADR)) return signature
  if (named === undefined && (leavesTo('ml-design-doc', markdown) || isCatalogue(markdown))) return signature
  return { kind: 'ml-design-doc', by: named === undefined ? 'content' : 'file-name', confidence: design.confidence, evidence: design.evidence }
}

/** The key of a template waits for its value: `license: {license}`. */
const isPrompted = (value: YamlNode | null): boolean => value?.kind === 'map' || (value?.kind === 'scalar' && /^[{<]/.test(String(value.value)))

/** A page on how to write a card has all the sections of one, and the specification of its metadata all the keys. */
function isOnCards({ blocks, frontMatter }: MarkdownSyntax, kind: DocumentKind): boolean {
  if (kind !== 'model-card') return false
  const root = frontMatter?.root ?? null
  return (
    (root?.kind === 'map' && root.entries.some(({ key, value }) => HUGGING_FACE_KEYS.some((known) => known === key) && isPrompted(value))) ||
    blocks.some((block) => block.kind === 'heading' && block.level === 1 && /\b(?:template|annotated|specification|guidelines?|how to)\b/i.test(block.text))
  )
}

/** Kinds whose name other writing bears too: a post on runbooks, the policy on readiness, an invitation to model threats. */
const OF_ONE_FORM: ReadonlySet<DocumentKind> = new Set(['runbook', 'model-card', 'system-card', 'threat-model', 'readiness-checklist', 'roadmap'])
/** Fewer words under the right name are a beginning. */
const LEAST_TO_DOUBT = 100
/** Sections of its kind with which a document is what its file is called, whatever else speaks against it. */
const ENOUGH_SECTIONS = 2
/** Share of the words in boxes from which on a document is a checklist. */
const MOSTLY_BOXES = 0.4

/** Whether a document is called after a kind, but is plainly written as something else about it. */
function isWrittenOtherwise(input: Reading, markdown: MarkdownSyntax, kind: DocumentKind): boolean {
  if (!OF_ONE_FORM.has(kind) || sectionsOf(markdown, kind) >= ENOUGH_SECTIONS || !isOtherWriting(input)) return false
  if (kind !== 'readiness-checklist') return true
  const boxes = markdown.blocks.filter((block) => block.kind === 'item' && block.task)
  return boxes.reduce((sum, { range }) => sum + range.end - range.start, 0) < MOSTLY_BOXES * markdown.plain.length
}

/** Weight of evidence from which on a text is taken for other writing. */
const OTHER_WRITING = 5
/** Genres whose words our kinds use too: a runbook is about incidents, names pods, and tells how to do something. */
const NEAR_GENRES: ReadonlyMap<string, number> = new Map([
  ['incident review', 7],
  ['software README', Infinity],
  ['platform specification', Infinity],
  ['tutorial', Infinity],
])

/** Whether title, sections and wording speak for a genre of writing that is no document of a system. */
function isOtherWriting({ features }: Reading): boolean {
  const { words, genre, genreName = '' } = features()
  return words >= LEAST_TO_DOUBT && genre >= (NEAR_GENRES.get(genreName) ?? OTHER_WRITING)
}

/** Words of an entry, on average, from which on a list of boxes answers questions instead of asking them. */
const ANSWERED = 12

/** Some teams hand out a list of questions with boxes; filled in with sentences it is the design. */
function isFilledIn({ path, features }: Reading, markdown: MarkdownSyntax, tasks: MarkdownSyntax['blocks']): boolean {
  const words = tasks.reduce((sum, { range }) => sum + markdown.plain.slice(range.start, range.end).split(/\s+/).length, 0)
  if (words < tasks.length * ANSWERED) return false
  const { recognised, confidence } = designContent(markdown, features(), { path, named: undefined })
  return recognised && confidence >= DESIGN_OVER_ADR
}

/** The front matter of MADR names who decided. */
function deciderSignature(root: YamlNode | null): Recognition | undefined {
  const entry = looseEntry(root, DECIDER_KEYS)
  return entry ? { kind: 'adr', by: 'content', confidence: 0.9, evidence: `${entry.key} in the front matter` } : undefined
}
