import type { Problem } from '../analysis/problems.ts'
import { durationText } from '../documents/quantities.ts'
import type { Cut, Edge, Node } from './types.ts'

/** A time after the start of a rollout, from days: `start`, `2 h`, `1 d 8 h`. */
export function afterStart(days: number): string {
  const minutes = Math.round(days * 1440)
  return minutes === 0 ? 'start' : durationText(minutes * 60_000)
}

/** The severity that a part is painted in: of its worst open finding. */
export function severityOf({ problems }: { readonly problems: readonly Problem[] }): 'error' | 'warning' | 'info' | null {
  const open = problems.filter(({ waiver }) => waiver === null)
  return (['error', 'warning', 'info'] as const).find((severity) => open.some((problem) => problem.severity === severity)) ?? null
}

/** Names of the classes with which mermaid, SVG and the legend draw a part. */
export function classesOf(part: Node | Edge): readonly string[] {
  const severity = severityOf(part)
  return [
    ...(part.state === 'present' ? [] : [part.state]),
    ...(severity === null ? [] : [severity]),
    ...(part.change === null ? [] : [part.change]),
    ...(part.asserted.length === 0 ? [] : ['asserted']),
    ...('crossing' in part && part.crossing ? ['crossing'] : []),
    ...(part.problems.length > 0 && part.problems.every(({ waiver }) => waiver !== null) ? ['waived'] : []),
  ]
}

/** What the classes mean, in the order in which the legend shows them. */
export const LEGEND: readonly (readonly [string, string])[] = [
  ['error', 'has an error'],
  ['warning', 'has a warning'],
  ['info', 'has a hint'],
  ['waived', 'its findings are waived'],
  ['asserted', '? a control is stated, nothing shows it'],
  ['ghost', 'the reference architecture has it, nothing here shows it'],
  ['deviation', 'departs from the reference for a recorded reason'],
  ['forbidden', 'a flow that the reference architecture forbids'],
  ['crossing', 'crosses a trust boundary'],
  ['added', 'new since the other state'],
  ['changed', 'changed since the other state'],
  ['removed', 'gone since the other state'],
]

/** Names of parts that are not drawn and still listed. */
const MAX_REST = 1_000

/** What is left out of a picture that shows the first `drawn` of all. */
export const cutOf = <T>(all: readonly T[], drawn: number, nameOf: (part: T) => Cut['rest'][number]): Cut | null =>
  all.length <= drawn ? null : { drawn, of: all.length, rest: all.slice(drawn, drawn + MAX_REST).map(nameOf) }

/** One line of a text without anything that drives a terminal or breaks a diagram. */
export const flat = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** Cut at a number of characters, whole code points. */
export const short = (text: string, length: number): string => {
  const characters = [...flat(text)]
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : characters.join('')
}
