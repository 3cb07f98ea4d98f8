import { isAdequate } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import { stems } from '../documents/labels.ts'
import { remembered } from '../text/remembered.ts'
import type { Control } from './types.ts'

/** Of the names of its section so many are names of the subject too; the others are of what surrounds it. */
const FIRST_NAMES = 6
/** A text of more characters says itself what it is about. */
const LABELLED = 60

const stemmed = remembered(4000, (text: string) => ` ${stems(text).join(' ')} `)

/** Words that name the matter of a control. */
export const namesOf = ({ names, sections }: Control): readonly string[] => names ?? sections.slice(0, FIRST_NAMES)

/** Whether a text has words that name the matter of a control. */
export const namesMatter = (control: Control, text: string): boolean => text !== '' && namesOf(control).some((name) => stemmed(text).includes(stemmed(name)))

/**
 * Whether a claim may be shown for a control that it does not satisfy: who reads that rollback is put off wants to see words about rollback
 * there. A line names the matter itself, or is short and stands right below what names it. Frames of declared controls know their matter already.
 */
export function isAbout(control: Control, { standing, source, quote, context = '' }: Claim): boolean {
  if (isAdequate(standing) || source !== 'prose' || control.declaredProse || control.onlyWhenDescribed) return true
  return namesMatter(control, quote) || (quote.length <= LABELLED && namesMatter(control, context))
}
