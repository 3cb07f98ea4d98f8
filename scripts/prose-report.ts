/**
 * How well the hand-written frames of a subject tell adequate prose from the rest, on labelled documents and sentences.
 *
 *   node scripts/prose-report.ts RULE [--list] [--sentences]
 *
 * Two thirds of the documents are shown with their errors; the others give one figure only, so that nobody tunes to them.
 */
import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { FamilyTagger } from '../server/src/engine/claims/frames.ts'
import type { Frame } from '../server/src/engine/claims/frames.ts'
import { Lexicon } from '../server/src/engine/claims/lexicon.ts'
import { unitsOf } from '../server/src/engine/claims/units.ts'
import type { Unit } from '../server/src/engine/claims/unit.ts'
import type { DocumentView } from '../server/src/engine/documents/document.ts'
import { buildSections } from '../server/src/engine/documents/sections.ts'
import { parseMarkdown } from '../server/src/engine/syntax/markdown.ts'
import { LineIndex } from '../server/src/engine/text/line-index.ts'

interface Label {
  file: string
  kind: string
  labels: Record<string, string>
  evidence: Record<string, string>
}

const root = join(import.meta.dirname, '..')
const benchmark = process.env.PLUMBLINE_BENCHMARK ?? join(root, '../shared/benchmark')
const rule = process.argv[2] ?? ''
const list = process.argv.includes('--list')
const file = join(root, 'schemas/standard/subjects', `${rule}.yaml`)
if (!existsSync(file)) {
  console.error(`No frames for '${rule}': ${file} does not exist`)
  process.exit(2)
}
const subject = parse(readFileSync(file, 'utf8')) as { families?: Record<string, string[]>; frames: Frame[] }
const shared = (parse(readFileSync(join(root, 'schemas/standard/lexicon.yaml'), 'utf8')) as { concepts: Record<string, string[]> }).concepts
const families = { ...shared, ...subject.families }
for (const frame of subject.frames) {
  for (const slot of [...(frame.own ?? []), ...(frame.context ?? []), ...(frame.near ?? []), ...(frame.not ?? []), ...(frame.notNear ?? [])]) {
    for (const name of slot.split('|')) if (!name.startsWith('#') && !(name in families)) console.error(`frame ${frame.id}: no family '${name}'`)
  }
}
const tagger = new FamilyTagger(new Lexicon(families))
const compiled = subject.frames.map((frame) => ({ frame, test: tagger.compile(frame) }))

const best = (units: readonly Unit[]): { said: { unit: Unit; frame: Frame } | undefined; denied: { unit: Unit; frame: Frame } | undefined } => {
  let said: { unit: Unit; frame: Frame } | undefined
  let denied: { unit: Unit; frame: Frame } | undefined
  for (const [i, unit] of units.entries()) {
    if (unit.void) continue
    const tags = tagger.tags(unit, units[i - 1]?.block === unit.block ? units[i - 1] : undefined, units[i + 1]?.block === unit.block ? units[i + 1] : undefined)
    const hit = (says: Frame['says']): Frame | undefined => compiled.find(({ frame, test }) => frame.says === says && tags.match(test, unit.kind))?.frame
    const no = hit('denied')
    if (no) denied ??= { unit, frame: no }
    else if (!hit('vague')) {
      const frame = hit('described')
      if (frame) said ??= { unit, frame }
    }
  }
  return { said, denied }
}

const count = () => ({ tp: 0, fp: 0, fn: 0, tn: 0 })
const f1 = (c: { tp: number; fp: number; fn: number }) => (2 * c.tp) / Math.max(1, 2 * c.tp + c.fp + c.fn)
const show = (u: Unit): string => `[${u.headings.at(-1) ?? ''} / ${u.lead}] ${u.text.slice(0, 260)}`
const hash = (s: string): number => [...s].reduce((h, c) => (h * 31 + c.charCodeAt(0)) >>> 0, 7)

const seen = count()
const hidden = count()
const read = (dir: string, label: Label): void => {
  const verdict = label.labels[rule]
  if (label.kind === 'other' || verdict === undefined || verdict === 'na') return
  const text = readFileSync(join(dir, label.file), 'utf8')
  const { value } = parseMarkdown(text)
  const lines = new LineIndex(text)
  const view = { path: label.file, text, lines, markdown: value, sections: buildSections(value), root: null } as unknown as DocumentView
  const units = unitsOf(view)
  const { said, denied } = best(units)
  const flag = !said
  const held = hash(label.file) % 3 === 0
  const c = held ? hidden : seen
  c[verdict === 'present' ? (flag ? 'tp' : 'fn') : flag ? 'fp' : 'tn']++
  if (held || !list) return
  if (verdict === 'absent' && flag) {
    console.log(`FALSE ALARM ${label.file}  ${label.evidence[rule] ?? ''}`)
    const line = Number(/line (\d+)/.exec(label.evidence[rule] ?? '')?.[1] ?? 0)
    for (const u of units) if (lines.lineOf(u.range.start) + 1 <= line && lines.lineOf(u.range.end) + 1 >= line) console.log(`    ${u.kind} ${u.void ?? ''} ${show(u)}`)
  }
  if (verdict === 'present' && !flag)
    console.log(
      `MISS ${label.file}  by ${said.frame.id}: ${show(said.unit)}\n    trap: ${label.evidence[rule] ?? '-'}${denied ? `\n    denied by ${denied.frame.id}: ${show(denied.unit)}` : ''}`,
    )
}
if (existsSync(benchmark)) for (const label of (JSON.parse(readFileSync(join(benchmark, 'labels.json'), 'utf8')) as { docs: Label[] }).docs) read(join(benchmark, 'docs'), label)
for (const f of readdirSync(join(root, 'test/prose/labels'))) read(join(root, 'test/prose/docs'), JSON.parse(readFileSync(join(root, 'test/prose/labels', f), 'utf8')) as Label)

const path = join(root, 'test/prose/sentences', `${rule}.txt`)
if (existsSync(path)) {
  const c = count()
  let n = 0
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const match = /^([+-])\s+(?:(.*?)\s*\|\|\s*)?(.+)$/.exec(line)
    if (!match) continue
    const text = match[3]!
    const unit: Unit = {
      kind: text.includes(' | ') ? 'row' : 'sentence',
      text,
      range: { start: 0, end: 1 },
      headings: [match[2] ?? ''],
      lead: text.includes(' | ') ? text.split(' | ')[0]! : '',
      columns: [],
      block: 0,
      void: undefined,
    }
    const { said } = best([unit])
    const good = match[1] === '+'
    const held = n++ % 3 === 0
    if (!held) c[good ? (said ? 'tp' : 'fn') : said ? 'fp' : 'tn']++
    if (process.argv.includes('--sentences') && !held && good !== Boolean(said)) console.log(`${good ? 'UNSEEN ' : `WRONGLY by ${said!.frame.id}`} ${line}`)
  }
  console.log(`sentences: recall ${(c.tp / (c.tp + c.fn)).toFixed(3)} of ${c.tp + c.fn} adequate; ${c.fp} of ${c.fp + c.tn} inadequate taken for adequate`)
}
console.log(`${rule}: shown documents F1 ${f1(seen).toFixed(3)} ${JSON.stringify(seen)}; held back F1 ${f1(hidden).toFixed(3)} ${JSON.stringify(hidden)}`)
