import { isAdequate, UNSAID } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import { stems } from '../documents/labels.ts'
import { remembered } from '../text/remembered.ts'
import { isNameOf } from './placement.ts'
import type { Control } from './types.ts'

/** Of the names of its section so many are names of the subject too; the others are of what surrounds it. */
const FIRST_NAMES = 6
/** A text of more characters says itself what it is about, below a label or heading that names the matter among others. */
const LABELLED = 60
/** The same below one that names nothing else. */
const HEADED = 160

const stemmed = remembered(4000, (text: string) => ` ${stems(text).join(' ')} `)

/** One list a control: what is known of names is kept by their list. */
const firstNames = new WeakMap<Control, readonly string[]>()

/** Words that name the matter of a control; the same list each time. */
export function namesOf(control: Control): readonly string[] {
  let names = control.names ?? firstNames.get(control)
  if (!names) firstNames.set(control, (names = control.sections.slice(0, FIRST_NAMES)))
  return names
}

/** Whether a text has one of the words that mean the matter and nothing else: the first of its names. */
export const namesMatterFirst = (control: Control, text: string): boolean =>
  namesOf(control)
    .slice(0, FIRST_NAMES)
    .some((name) => stemmed(text).includes(stemmed(name)))

/** Whether a text has words that name the matter of a control. */
export const namesMatter = (control: Control, text: string): boolean => text !== '' && namesOf(control).some((name) => stemmed(text).includes(stemmed(name)))

/**
 * Whether a claim may be shown for a control that it does not satisfy: who reads that rollback is put off wants to see words about rollback
 * there. A line names the matter itself, or is short and stands right below what names it. Frames of declared controls know their matter, other words that touch upon it may not.
 */
export function isAbout(control: Control, { standing, source, quote, reason, context = '' }: Claim): boolean {
  if (isAdequate(standing) || source !== 'prose' || control.onlyWhenDescribed) return true
  if (!/\p{L}{3}/u.test(quote)) return false
  if (control.declaredProse && (standing !== 'mentioned' || reason !== UNSAID)) return true
  if (namesMatter(control, quote)) return true
  if (quote.length <= LABELLED) return namesMatter(control, context)
  // The label of a sentence goes with it; a heading is about more, unless the sentence puts something off.
  const labels = context.split(' | ')
  return quote.length <= HEADED && (standing === 'deferred' ? labels : labels.slice(0, -1)).some((label) => isNameOf(label, namesOf(control)))
}
