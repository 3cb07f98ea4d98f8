import assert from 'node:assert/strict'
import type { Analysis, Finding } from '../../server/src/engine/analysis/types.ts'
import type { Tier } from '../../server/src/engine/documents/kinds.ts'
import { findRule } from '../../server/src/engine/rules/registry.ts'
import type { Rule } from '../../server/src/engine/rules/types.ts'
import { LineIndex } from '../../server/src/engine/text/line-index.ts'
import type { Range } from '../../server/src/engine/text/range.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'

/** A finding that a fixture expects: `//~  ^^^^ rule-name severity` under the line; `waived` behind the severity if a waiver covers it. */
export interface Expected {
  readonly path: string
  readonly range: Range
  readonly rule: string
  readonly severity: string | undefined
  readonly waived: boolean
}

export interface FixtureFile {
  readonly path: string
  readonly text: string
  /** Offset of the cursor mark `<|>`, which is removed. */
  readonly cursor: number | undefined
  readonly expected: readonly Expected[]
}

export interface CheckOptions {
  /** Rules that are compared; default: those that the carets name. */
  readonly rules?: readonly string[]
  readonly today?: string
  readonly tier?: Tier
  /** Path of the first document where no `//- path:` line gives one. */
  readonly path?: string
  /** Files of the host beside the fixture's; by default only the fixture's exist. */
  readonly exists?: (path: string) => boolean | undefined
  /** Replaces the registry. */
  readonly registry?: readonly Rule[]
}

const CARETS = /^\s*\/\/~(\s*)(\^+)\s+([\w-]+)(?:\s+(error|warning|info))?(\s+waived)?\s*$/

/** Splits a fixture into files, takes out cursor marks and caret lines. A caret line points at the last line that is none. */
export function readFixture(fixture: string, path = 'docs/design.mldd.md'): readonly FixtureFile[] {
  const files: { path: string; lines: string[] }[] = []
  const body = fixture.startsWith('\n') ? fixture.slice(1) : fixture
  for (const line of body.split('\n')) {
    const head = /^\/\/- path:\s*(\S.*)$/.exec(line)
    if (head) files.push({ path: head[1]!.trim(), lines: [] })
    else {
      if (files.length === 0) files.push({ path, lines: [] })
      files.at(-1)!.lines.push(line)
    }
  }
  return files.map((file, index) => readFile(file.path, file.lines, index === files.length - 1))
}

function readFile(path: string, lines: readonly string[], last: boolean): FixtureFile {
  const kept: string[] = []
  const expected: Expected[] = []
  let start = 0
  let end = 0
  let cursor: number | undefined
  for (const line of lines) {
    if (/^\s*\/\/~/.test(line)) {
      const match = CARETS.exec(line)
      if (!match) throw new Error(`${path}: cannot read the caret line: ${line}`)
      if (kept.length === 0) throw new Error(`${path}: a caret line needs a line above it`)
      // Columns count from the line's own beginning: carets stand under what they point at.
      const from = start + line.indexOf('^')
      expected.push({ path, range: { start: from, end: from + match[2]!.length }, rule: match[3]!, severity: match[4], waived: match[5] !== undefined })
      continue
    }
    const mark = line.indexOf('<|>')
    const text = mark === -1 ? line : line.slice(0, mark) + line.slice(mark + 3)
    start = kept.length === 0 ? 0 : end + 1
    end = start + text.length
    if (mark !== -1) cursor = start + mark
    kept.push(text)
  }
  // The lines between two files end with a line break of their own.
  return { path, text: kept.join('\n') + (last || kept.length === 0 ? '' : '\n'), cursor, expected }
}

/** A workspace of the fixture's files, and only these. */
export function fixtureWorkspace(files: readonly FixtureFile[], { today = '2026-11-22', tier, exists, registry }: CheckOptions = {}): Workspace {
  const paths = new Set(files.map((file) => file.path))
  const workspace = new Workspace({ today: () => today, exists: (path) => exists?.(path) ?? paths.has(path) }, tier === undefined ? {} : { tier }, registry)
  for (const file of files) workspace.set(file.path, file.text)
  return workspace
}

/** Analyses all files of a fixture and compares the findings of the chosen rules with the carets. Returns the analyses by path. */
export function check(fixture: string, options: CheckOptions = {}): ReadonlyMap<string, Analysis> {
  const files = readFixture(fixture, options.path)
  const workspace = fixtureWorkspace(files, options)
  const analyses = new Map(files.map((file) => [file.path, workspace.analyze(file.path)]))
  const expected = files.flatMap((file) => file.expected)
  const rules = new Set([...(options.rules ?? []), ...expected.map((e) => e.rule)])
  for (const rule of rules) assert.ok(options.registry?.some((r) => r.name === rule) ?? findRule(rule), `the fixture names a rule that does not exist: ${rule}`)
  const found = [...analyses.values()].flatMap((analysis) => analysis.findings).filter((finding) => rules.has(finding.rule) || finding.rule === 'internal-error')
  const missing = expected.filter((e) => !found.some((f) => isSame(e, f)))
  const unexpected = found.filter((f) => !expected.some((e) => isSame(e, f)))
  if (missing.length + unexpected.length > 0) assert.fail(report(files, missing, unexpected))
  return analyses
}

const isSame = (e: Expected, f: Finding): boolean =>
  e.path === f.path &&
  e.rule === f.rule &&
  e.range.start === f.range.start &&
  e.range.end === f.range.end &&
  (e.severity === undefined || e.severity === f.severity) &&
  e.waived === (f.waiver !== null)

function report(files: readonly FixtureFile[], missing: readonly Expected[], unexpected: readonly Finding[]): string {
  const text = new Map(files.map((file) => [file.path, file.text]))
  const frame = (path: string, range: Range, note: string): string => {
    const lines = new LineIndex(text.get(path) ?? '')
    const { line, character } = lines.position(range.start)
    const width = Math.max(1, Math.min(range.end, lines.lineRange(line).end) - range.start)
    return `  ${path}:${line + 1}:${character + 1}\n  | ${lines.lineText(line)}\n  | ${' '.repeat(character)}${'^'.repeat(width)} ${note}`
  }
  const parts: string[] = []
  if (missing.length)
    parts.push(`Missing findings (${missing.length}):`, ...missing.map((e) => frame(e.path, e.range, `${e.rule}${e.severity ? ` ${e.severity}` : ''}${e.waived ? ' waived' : ''}`)))
  if (unexpected.length)
    parts.push(`Unexpected findings (${unexpected.length}):`, ...unexpected.map((f) => frame(f.path, f.range, `${f.rule} ${f.severity}${f.waiver ? ' waived' : ''}: ${f.message}`)))
  return parts.join('\n')
}
