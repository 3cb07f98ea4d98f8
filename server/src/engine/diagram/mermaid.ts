import type { Bar, Edge, Node, Parts, Shape } from './types.ts'
import { classesOf, flat, short } from './words.ts'

const LABEL = 80
const BRACKETS: Readonly<Record<Shape, readonly [string, string]>> = {
  box: ['[', ']'],
  round: ['(', ')'],
  store: ['[(', ')]'],
  queue: ['[[', ']]'],
  decision: ['{{', '}}'],
  person: ['([', '])'],
}

/** Styles of the classes; plain mermaid colours that read on light and on dark ground. */
const STYLES: Readonly<Record<string, string>> = {
  error: 'stroke:#cf222e,stroke-width:3px',
  warning: 'stroke:#bf8700,stroke-width:3px',
  info: 'stroke:#0969da,stroke-width:2px',
  waived: 'stroke:#6e7781,stroke-dasharray:2 2',
  asserted: 'stroke-dasharray:2 3',
  ghost: 'stroke:#6e7781,stroke-dasharray:6 4,color:#6e7781,fill:none',
  deviation: 'stroke:#8250df,stroke-dasharray:6 4',
  added: 'stroke:#1a7f37,stroke-width:3px',
  changed: 'stroke:#9a6700,stroke-width:3px',
  removed: 'stroke:#cf222e,stroke-dasharray:3 3,color:#6e7781',
}

/** Words in quotes that mermaid takes for words: no markup, no directive, no end of the quotes. */
const quoted = (text: string): string => `"${short(text, LABEL).replace(/[#"<>&`%[\]{}()|\\;]/g, (character) => `#${character.codePointAt(0)};`)}"`

/** A flowchart of nodes, boundaries and flows. */
export function flowchart({ nodes, edges, groups }: Parts): string {
  const lines = ['flowchart LR']
  const used = groups.filter(({ id }) => nodes.some(({ group }) => group === id))
  for (const { id, label, trust } of used) {
    lines.push(`  subgraph ${id}[${quoted(trust === null ? label : `${label} (${trust})`)}]`)
    for (const node of nodes) if (node.group === id) lines.push(`    ${nodeText(node)}`)
    lines.push('  end')
  }
  for (const node of nodes) if (node.group === null || !used.some(({ id }) => id === node.group)) lines.push(`  ${nodeText(node)}`)
  for (const edge of edges) lines.push(`  ${edge.from} ${arrow(edge)} ${edge.to}`)
  const classes = new Map<string, string[]>()
  for (const node of nodes) for (const name of classesOf(node)) classes.set(name, [...(classes.get(name) ?? []), node.id])
  for (const [name, ids] of classes) if (STYLES[name]) lines.push(`  classDef ${name} ${STYLES[name]}`, `  class ${ids.join(',')} ${name}`)
  for (const [i, edge] of edges.entries()) {
    const style = linkStyle(edge)
    if (style) lines.push(`  linkStyle ${i} ${style}`)
  }
  return `${lines.join('\n')}\n`
}

function nodeText({ id, label, technology, shape }: Node): string {
  const [open, close] = BRACKETS[shape]
  return `${id}${open}${quoted(technology === null || flat(technology) === flat(label) ? label : `${label} · ${technology}`)}${close}`
}

function arrow({ label, classification, state, dashed }: Edge): string {
  const words = [label, classification].filter((text): text is string => text !== null && flat(text) !== '').join(' · ')
  const line = state === 'ghost' || state === 'deviation' || dashed ? '-.->' : '-->'
  return words === '' ? line : `${line}|${quoted(words)}|`
}

function linkStyle(edge: Edge): string | undefined {
  const classes = classesOf(edge)
  if (classes.includes('forbidden') || classes.includes('error')) return 'stroke:#cf222e,stroke-width:3px'
  if (classes.includes('removed')) return 'stroke:#cf222e,stroke-dasharray:3 3'
  if (classes.includes('added')) return 'stroke:#1a7f37,stroke-width:3px'
  if (classes.includes('warning')) return 'stroke:#bf8700,stroke-width:2px'
  if (classes.includes('changed')) return 'stroke:#9a6700,stroke-width:2px'
  if (classes.includes('ghost')) return 'stroke:#6e7781'
  return undefined
}

/** A text of a gantt chart: colons, semicolons and hashes part its fields. */
const chartWords = (text: string): string =>
  short(text, LABEL)
    .replace(/[:;#,%"<>&]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() || 'item'

/** A gantt chart; steps that count days begin on a day that stands for day 0. */
export function gantt(title: string, bars: readonly Bar[]): string {
  const lines = ['gantt', `  title ${chartWords(title)}`, '  dateFormat YYYY-MM-DD', typeof bars[0]?.start === 'number' ? '  axisFormat %j' : '  axisFormat %Y-%m-%d']
  let section: string | undefined
  for (const bar of bars) {
    if (bar.section !== section) lines.push(`  section ${chartWords((section = bar.section))}`)
    const milestone = bar.start === bar.end
    const status = bar.problems.some(({ waiver, severity }) => waiver === null && severity !== 'info') ? 'crit, ' : ''
    lines.push(
      `  ${chartWords(bar.label)} :${status}${milestone ? 'milestone, ' : ''}${bar.id}, ${dateOf(bar.start)}, ${milestone ? '0d' : typeof bar.end === 'number' && typeof bar.start === 'number' ? days(bar.end - bar.start) : dateOf(bar.end)}`,
    )
  }
  return `${lines.join('\n')}\n`
}

const days = (count: number): string => (count >= 1 ? `${Math.round(count)}d` : `${Math.max(1, Math.round(count * 24))}h`)

function dateOf(value: string | number): string {
  if (typeof value === 'string') return value
  return new Date(Date.UTC(2001, 0, 1) + Math.round(value) * 86_400_000).toISOString().slice(0, 10)
}
