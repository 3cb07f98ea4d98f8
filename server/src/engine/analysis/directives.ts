import type { DocumentView } from '../documents/document.ts'
import type { Range } from '../text/range.ts'

/** A suppression written in a comment, for one rule. */
export interface Directive {
  readonly form: 'next-line' | 'block' | 'file'
  /** Name or id as written. */
  readonly rule: string
  /** Where the rule's name stands in the comment. */
  readonly range: Range
  readonly reason: string | undefined
  /** `until 2026-12-31` in the reason. */
  readonly expires: string | undefined
  /** Where findings are suppressed; they count by where they begin. */
  readonly scope: Range
}

/** A comment that begins like a suppression but cannot be read. */
export interface BrokenDirective {
  readonly range: Range
  readonly problem: string
}

interface Comment {
  readonly text: string
  readonly range: Range
}

const WORD = 'plumbline-'

/** All suppressions of a file, in order; rules listed in one comment are directives of their own. Linear in the comments. */
export function readDirectives(document: DocumentView): { readonly directives: readonly Directive[]; readonly broken: readonly BrokenDirective[] } {
  const directives: Directive[] = []
  const broken: BrokenDirective[] = []
  const open = new Map<string, Omit<Directive, 'scope'>[]>()
  const close = (rule: string, end: number): boolean => {
    const waiting = open.get(rule) ?? []
    for (const directive of waiting) directives.push({ ...directive, scope: { start: directive.range.end, end } })
    open.delete(rule)
    return waiting.length > 0
  }
  for (const comment of commentsOf(document)) {
    const parsed = parseDirective(document, comment)
    if (!parsed) continue
    if ('problem' in parsed) {
      broken.push(parsed)
      continue
    }
    const { form, rules, reason, expires } = parsed
    if (form === 'enable') {
      if (rules.length === 0) for (const rule of [...open.keys()]) close(rule, comment.range.start)
      for (const { rule, range } of rules) if (!close(rule, comment.range.start)) broken.push({ range, problem: `${rule} is enabled here but was not disabled above` })
      continue
    }
    for (const { rule, range } of rules) {
      const base = { form, rule, range, reason, expires }
      if (form === 'block') open.set(rule, [...(open.get(rule) ?? []).slice(-8), base])
      else directives.push({ ...base, scope: form === 'file' ? { start: 0, end: document.text.length + 1 } : nextLine(document, comment.range.end) })
    }
  }
  for (const rule of [...open.keys()]) close(rule, document.text.length + 1)
  return { directives: directives.sort((a, b) => a.range.start - b.range.start), broken }
}

interface Parsed {
  readonly form: Directive['form'] | 'enable'
  readonly rules: readonly { readonly rule: string; readonly range: Range }[]
  readonly reason: string | undefined
  readonly expires: string | undefined
}

const FORMS: Readonly<Record<string, Parsed['form']>> = {
  'disable-next-line': 'next-line',
  'disable-next': 'next-line',
  disable: 'block',
  'disable-file': 'file',
  enable: 'enable',
}

function parseDirective({ text }: DocumentView, comment: Comment): Parsed | BrokenDirective | undefined {
  if (!comment.text.startsWith(WORD)) return undefined
  const at = text.indexOf(WORD, comment.range.start)
  const head = /^plumbline-([a-z-]+)/.exec(comment.text)
  const form = head && Object.hasOwn(FORMS, head[1]!) ? FORMS[head[1]!] : undefined
  if (!form)
    return {
      range: { start: at, end: at + (head?.[0].length ?? WORD.length) },
      problem: `'${head?.[0] ?? WORD}' is none of plumbline-disable-next-line, plumbline-disable, plumbline-enable, plumbline-disable-file`,
    }
  const rest = comment.text.slice(head![0].length)
  const cut = separator(rest)
  const names = cut === undefined ? rest : rest.slice(0, cut.start)
  const reason = cut === undefined ? '' : rest.slice(cut.end).replace(/\s+/g, ' ').trim()
  const base = at + head![0].length
  const rules: { rule: string; range: Range }[] = []
  const word = /[^\s,]+/g
  for (let match = word.exec(names); match; match = word.exec(names))
    rules.push({ rule: match[0], range: { start: base + match.index, end: base + match.index + match[0].length } })
  if (rules.length === 0 && form !== 'enable') return { range: { start: at, end: at + head![0].length }, problem: 'it names no rule' }
  const expires = /\b(?:until|expires?:?)\s+(\d{4}-\d{2}-\d{2})\b/.exec(reason)?.[1]
  return { form, rules, reason: /[\p{L}\p{N}]{2}/u.test(reason) ? reason : undefined, expires }
}

/** The first ` -- `, or a dash that people type for it. */
function separator(text: string): Range | undefined {
  const at = text.indexOf('--')
  if (at !== -1) return { start: at, end: at + 2 }
  const dash = /\s[–—]\s/.exec(text)
  return dash ? { start: dash.index, end: dash.index + dash[0].length } : undefined
}

function commentsOf(document: DocumentView): readonly Comment[] {
  const { markdown, yaml } = document
  if (yaml) return yaml.comments
  if (!markdown) return []
  const own = markdown.comments.map(({ text, range }) => ({ text, range }))
  const front = markdown.frontMatter
  return front ? [...frontMatterComments(document, front.contentRange), ...own] : own
}

function frontMatterComments({ text }: DocumentView, { start, end }: Range): readonly Comment[] {
  const comments: Comment[] = []
  const content = text.slice(start, end)
  for (let at = content.indexOf('# ' + WORD); at !== -1; at = content.indexOf('# ' + WORD, at + 1)) {
    const stop = content.indexOf('\n', at)
    const line = content.slice(at + 2, stop === -1 ? content.length : stop).trim()
    comments.push({ text: line, range: { start: start + at, end: start + at + 2 + line.length } })
  }
  return comments
}

/**
 * What stands on the next line that is not blank: in Markdown all of a paragraph, list item or table that begins there, since no comment can stand
 * inside them; elsewhere that line.
 */
function nextLine({ lines, markdown, text }: DocumentView, offset: number): Range {
  let line = lines.lineOf(offset) + 1
  while (line < lines.lineCount && line < lines.lineOf(offset) + 4 && text.slice(lines.lineRange(line).start, lines.lineRange(line).end).trim() === '') line++
  const own = lines.lineRange(Math.min(line, lines.lineCount - 1))
  if (line >= lines.lineCount) return { start: text.length, end: text.length + 1 }
  const block = markdown && blockStartingIn(markdown.blocks, own)
  return { start: own.start, end: Math.max(own.end, block?.end ?? 0) + 1 }
}

/** Blocks are sorted by where they begin: binary search keeps thousands of waivers linear. */
function blockStartingIn(blocks: readonly { readonly kind: string; readonly range: Range }[], { start, end }: Range): Range | undefined {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (blocks[middle]!.range.start < start) low = middle + 1
    else high = middle
  }
  const block = blocks[low]
  return block && block.range.start <= end && block.kind !== 'heading' && block.kind !== 'fence' ? block.range : undefined
}
