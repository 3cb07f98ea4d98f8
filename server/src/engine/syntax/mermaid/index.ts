import { DiagramBuilder } from './builder.ts'
import { readFlowchart } from './flowchart.ts'
import { readArchitecture, readC4, readSequence } from './lines.ts'
import type { Diagram, DiagramType } from './types.ts'

export type { Diagram, NodeShape } from './types.ts'

/** Longest diagram text that is read, in characters; mermaid itself stops at 50,000. */
export const MAX_DIAGRAM_LENGTH = 200_000

const TYPES: Readonly<Record<string, DiagramType>> = {
  flowchart: 'flowchart',
  'flowchart-elk': 'flowchart',
  graph: 'flowchart',
  sequencediagram: 'sequence',
  'architecture-beta': 'architecture',
  architecture: 'architecture',
  c4context: 'c4',
  c4container: 'c4',
  c4component: 'c4',
  c4dynamic: 'c4',
  c4deployment: 'c4',
}

/**
 * Reads what a mermaid text draws: nodes, edges, labels and groups of flowcharts, C4, architecture and sequence diagrams. Not a check of its syntax:
 * whatever the text, what can be told is told. `base` is where it begins in the document. Linear; never throws.
 */
export function readMermaid(text: string, base = 0): Diagram {
  const source = diagramSource(text)
  let start = 0
  while (start < source.length && /\s/.test(source[start]!)) start++
  let end = start
  while (end < source.length && end - start < 60 && /[\w-]/.test(source[end]!)) end++
  const keyword = source.slice(start, end)
  const type = TYPES[keyword.toLowerCase()] ?? 'other'
  const into = new DiagramBuilder()
  if (type === 'flowchart') readFlowchart(source, behindDirection(source, end), base, into)
  else if (type === 'c4') readC4(source, end, base, into)
  else if (type === 'architecture') readArchitecture(source, end, base, into)
  else if (type === 'sequence') readSequence(source, end, base, into)
  return { type, keyword, keywordRange: { start: base + start, end: base + end }, ...into.parts(), truncated: into.truncated || text.length > MAX_DIAGRAM_LENGTH }
}

/** Behind `LR`, `TD`, `>` and their kin. */
function behindDirection(source: string, at: number): number {
  let start = at
  while (source[start] === ' ' || source[start] === '\t') start++
  const word = /^(?:TB|TD|BT|RL|LR|[<>^v])(?=[\s;]|$)/.exec(source.slice(start, start + 4))
  return word ? start + word[0].length : at
}

/** A diagram text as its grammar takes it: front matter, `%%` lines and `%%{init}%%` become blanks of the same length, so that offsets stay true; cut where it is too long. */
export function diagramSource(whole: string): string {
  const text = whole.length > MAX_DIAGRAM_LENGTH ? whole.slice(0, MAX_DIAGRAM_LENGTH) : whole
  const parts: string[] = []
  let at = 0
  const blank = (end: number): void => {
    parts.push(text.slice(at, end).replace(/[^\n]/g, ' '))
    at = end
  }
  const front = /^\s*---[ \t]*\r?\n/.exec(text.slice(0, 200))
  if (front) {
    const close = text.indexOf('\n---', front[0].length - 1)
    if (close !== -1) {
      const line = text.indexOf('\n', close + 1)
      blank(line === -1 ? text.length : line)
    }
  }
  let unclosed = false
  for (let found = text.indexOf('%%', at); found !== -1; found = text.indexOf('%%', at)) {
    const directive = text[found + 2] === '{' && !unclosed
    let back = found - 1
    while (back >= at && (text[back] === ' ' || text[back] === '\t')) back--
    if (!directive && back >= at && text[back] !== '\n') {
      // Behind other words it is part of them.
      parts.push(text.slice(at, found + 2))
      at = found + 2
      continue
    }
    parts.push(text.slice(at, found))
    at = found
    const close = directive ? text.indexOf('}%%', found) : -1
    if (directive && close === -1) unclosed = true
    const line = text.indexOf('\n', found)
    blank(close === -1 ? (line === -1 ? text.length : line) : close + 3)
  }
  return parts.join('') + text.slice(at)
}
