import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { Folder, plumbline } from './support.ts'

/*
 * Scenarios are text. A section begins with `==== NAME ====`: `command` (one or more lines, run in order), `exit`, `stdout` and `stderr` of the last
 * command; every other name is a file of the workspace. In an expected output a line `…` stands for any lines, `…` within a line for any characters.
 */
const folder = new URL('scenarios/', import.meta.url)

for (const name of readdirSync(folder).filter((file) => file.endsWith('.scenario'))) {
  test(`scenario ${name}`, () => {
    const sections = parse(readFileSync(new URL(name, folder), 'utf8'))
    const expected = new Map(['command', 'exit', 'stdout', 'stderr'].map((key) => [key, sections.get(key)]))
    using workspace = new Folder(Object.fromEntries([...sections].filter(([key]) => !expected.has(key))))
    let result = { code: null as number | null, stdout: '', stderr: '' }
    for (const command of (expected.get('command') ?? '').trim().split('\n')) result = plumbline(command.trim().split(/\s+/), { cwd: workspace.path })
    const shown = `exit ${result.code}\n--- stdout\n${result.stdout}--- stderr\n${result.stderr}`
    assert.equal(String(result.code), expected.get('exit')?.trim(), shown)
    for (const stream of ['stdout', 'stderr'] as const) {
      const wanted = expected.get(stream)
      if (wanted !== undefined) assert.ok(matches(result[stream].trimEnd().split('\n'), wanted.trimEnd().split('\n')), `${stream} differs from the scenario\n${shown}`)
    }
  })
}

function parse(text: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>()
  let name: string | undefined
  for (const line of text.split('\n')) {
    const header = /^==== (.+) ====$/.exec(line)
    if (header) sections.set((name = header[1]!), '')
    else if (name !== undefined) sections.set(name, `${sections.get(name)!}${line}\n`)
  }
  return sections
}

function matches(lines: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return lines.length === 0
  if (wanted[0] === '…') return lines.length === 0 ? matches(lines, wanted.slice(1)) : matches(lines, wanted.slice(1)) || matches(lines.slice(1), wanted)
  return lines.length > 0 && matchesLine(lines[0]!, wanted[0]!) && matches(lines.slice(1), wanted.slice(1))
}

function matchesLine(line: string, wanted: string): boolean {
  const [first = '', ...rest] = wanted.split('…')
  if (rest.length === 0) return line === wanted
  if (!line.startsWith(first)) return false
  let at = first.length
  for (const part of rest.slice(0, -1)) {
    const found = line.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return line.length - rest.at(-1)!.length >= at && line.endsWith(rest.at(-1)!)
}
