import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'
import type { Gap } from './manifest-requirements.ts'
import type { Control, Variant } from './types.ts'

interface Words {
  readonly model: string
  readonly parts?: string
  readonly phrase?: string
  readonly value?: string
}

/** Fills `{model}`, `{parts}`, `{phrase}`, `{value}` of a message; a sentence that begins with `this model` gets its capital. */
export function fillIn(template: string, words: Words): string {
  const filled = template.replace(/\{(model|parts|phrase|value)\}/g, (whole, name: keyof Words) => words[name] ?? (name === 'value' || name === 'phrase' ? '…' : whole))
  return filled.startsWith('this ') ? `T${filled.slice(1)}` : filled
}

/** `trigger, target version and owner` */
export function listInWords(parts: readonly string[]): string {
  const distinct = [...new Set(parts)]
  return distinct.length < 2 ? (distinct[0] ?? '') : `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`
}

/** At most so many characters, cut at a word. */
export function clip(text: string, most: number): string {
  const folded = text.replace(/\s+/g, ' ').trim()
  if (folded.length <= most) return folded
  const cut = folded.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`
}

/** The message about fields: what is wrong if something is, else what is missing. */
export function gapMessage(control: Control, gaps: readonly Gap[], model: string, nothingThere: boolean): string {
  const wrong = gaps.find((gap) => gap.message !== undefined && gap.state !== 'absent') ?? gaps.find((gap) => gap.message !== undefined)
  const parts = listInWords(gaps.map((gap) => (gap.item === undefined ? gap.say : `${gap.say} (${clip(gap.item, 40)})`)))
  const put = gaps.find((gap) => gap.state === 'placeholder')
  const words: Words = { model, parts, phrase: put?.value, value: (wrong ?? gaps[0])?.value }
  if (wrong?.message !== undefined && wrong.state === 'wrong') return fillIn(wrong.message, words)
  if (put && gaps.every((gap) => gap.state === 'placeholder')) return fillIn(control.messages.deferred, words)
  if (nothingThere) return fillIn(control.messages.absent, words)
  return fillIn(wrong?.message ?? control.messages.incomplete, words)
}

const VARIANT_WORDS: Readonly<Record<Variant, string>> = {
  absent: 'does not count',
  mentioned: 'only names it',
  deferred: 'puts it off',
  vague: 'gives nothing to check',
  contradicted: 'says the opposite',
}

/** The evidence that came nearest and why it is not enough: `Line 34 says 'we can revert', but gives nothing to check`. */
export function evidence(document: DocumentView, claim: Claim, variant: Variant): string {
  const where = claim.path === undefined || claim.path === document.path ? `Line ${document.lines.position(claim.range.start).line + 1}` : `\`${claim.path}\``
  const missing = claim.missing?.length ? `; missing: ${listInWords(claim.missing)}` : ''
  return `${where} says '${clip(claim.quote, 120)}', but ${claim.reason ? clip(claim.reason, 160) : VARIANT_WORDS[variant]}${missing}`
}
