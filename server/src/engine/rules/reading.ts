import type { DocumentView } from '../documents/document.ts'
import { placeholderValue } from '../documents/placeholders.ts'
import { allSections, normaliseHeading } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import { perPiece, shift } from '../syntax/pieces.ts'
import type { Piece } from '../syntax/pieces.ts'
import { anyPiece, toldOf } from '../syntax/stretches.ts'
import { yamlAt, yamlToJs } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { latest } from '../text/latest.ts'
import type { Range } from '../text/range.ts'
import type { Report } from './types.ts'

/** What stands at a path of a manifest, for rules that compute with it. */
export interface Field {
  readonly node: YamlNode
  /** As JavaScript; `{amount, currency}` of an object. */
  readonly value: unknown
  readonly range: Range
}

/** The field at a path (`release.rollback.maxTime`, below a node); `undefined` where it is absent, empty or a placeholder. */
export function fieldAt(root: YamlNode | null | undefined, path: string): Field | undefined {
  const node = yamlAt(root, path === '' ? [] : path.split('.'))
  if (!node || (node.kind === 'scalar' && isVoid(node.value))) return undefined
  return { node, value: yamlToJs(node), range: node.range }
}

const isVoid = (value: unknown): boolean => value === null || (typeof value === 'string' && (value.trim() === '' || placeholderValue(value) !== undefined))

/** Whether something stands at a path, were it a placeholder: that one is a finding of its own. */
export const isWritten = (root: YamlNode | null | undefined, path: string): boolean => Boolean(yamlAt(root, path.split('.')))

/** The entries of a list at a path; none where there is no list. */
export function entriesAt(root: YamlNode | null | undefined, path: string): readonly Field[] {
  const node = yamlAt(root, path.split('.'))
  return node?.kind === 'seq'
    ? node.items.flatMap((item) => (item && !(item.kind === 'scalar' && isVoid(item.value)) ? [{ node: item, value: yamlToJs(item), range: item.range }] : []))
    : []
}

/** The scalar at a path as text; `undefined` where there is none. */
export function textAt(root: YamlNode | null | undefined, path: string): string | undefined {
  const field = fieldAt(root, path)
  return field?.node.kind === 'scalar' ? String(field.node.value).trim() : undefined
}

export function numberAt(root: YamlNode | null | undefined, path: string): number | undefined {
  const value = fieldAt(root, path)?.value
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The scalars of a list, or the one scalar, at a path. */
export function textsAt(root: YamlNode | null | undefined, path: string): readonly string[] {
  const text = textAt(root, path)
  return text === undefined ? entriesAt(root, path).flatMap(({ node }) => (node.kind === 'scalar' ? [String(node.value).trim()] : [])) : [text]
}

/** What people call an entry of a list. */
export const nameOf = (node: YamlNode): string | undefined => textAt(node, 'name') ?? textAt(node, 'metric') ?? textAt(node, 'signal') ?? textAt(node, 'id')

/**
 * Whether a part of the document could hold what a rule looks for. Asked once of each piece of a text, so that an edit asks again of what it touches only. Make one a
 * rule, not one a call; `could` sees the words of a piece, once with and once without its markup.
 */
export function saidIn(could: (words: string) => boolean): (document: DocumentView) => boolean {
  const says = anyPiece((piece) => {
    const { plain, text } = folded(piece)
    return could(plain) || could(text)
  })
  return ({ markdown }) => markdown !== undefined && says(markdown)
}

/** After an edit all rules ask about the one piece that it touched. */
const folded = latest(({ plain, text }: Piece) => ({ plain: plain.replace(/\s+/g, ' '), text: text.replace(/\s+/g, ' ') }))

/**
 * What a pure function reports of each piece of a Markdown document, at the places where they stand now; asked again of a piece only when that has changed. Ranges count from the
 * zero of the piece, and reports relate to nothing else. Make one a rule, not one a call.
 */
export function reportsByPiece(compute: (piece: Piece) => Iterable<Report>): (document: DocumentView) => Generator<Report> {
  const reports = toldOf(perPiece((piece): readonly Report[] => [...compute(piece)]))
  return function* ({ markdown }) {
    for (const { fact: report, by } of reports(markdown)) yield by === 0 ? report : { ...report, range: shift(report.range, by) }
  }
}

/** Sections whose heading says a word, outermost first; a section below one of them counts with it. */
export function sectionsAbout(document: DocumentView, heading: RegExp): readonly Section[] {
  const found: Section[] = []
  const visit = (section: Section): void => {
    if (section.heading && heading.test(normaliseHeading(section.heading.text))) found.push(section)
    else for (const child of section.children) visit(child)
  }
  if (document.sections) visit(document.sections)
  return found
}

/** All blocks of a section and of those below it. */
export function* blocksOf(section: Section): Generator<Section['blocks'][number]> {
  for (const part of allSections(section)) yield* part.blocks
}
