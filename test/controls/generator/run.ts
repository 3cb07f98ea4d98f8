import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { it } from 'node:test'
import { parse } from 'yaml'
import type { Finding } from '../../../server/src/engine/analysis/types.ts'
import type { YamlNode } from '../../../server/src/engine/syntax/yaml.ts'
import { Workspace } from '../../../server/src/engine/workspace/workspace.ts'
import { edited, placeOf, regionOf } from './edits.ts'
import { generate } from './generate.ts'
import type { Expectation, Generated, ManifestFile } from './generate.ts'
import { MISSES } from './misses.ts'
import type { Plain } from './requirements.ts'

interface Analysed {
  readonly findings: readonly Finding[]
  readonly root: YamlNode | null
}

const EXAMPLES = path.join(import.meta.dirname, '../../../examples')

/**
 * One manifest by itself, on the day on which the examples are judged: the files that it links are there, but nothing in them speaks for it. Runbooks say of which type they
 * are and no more.
 */
function example(name: string): { readonly text: string; readonly analyse: (text: string) => Analysed; readonly link: ManifestFile['link'] } {
  const folder = path.join(EXAMPLES, name)
  const exists = (file: string): boolean => existsSync(path.join(folder, file))
  const workspace = new Workspace({ today: () => '2026-11-22', exists })
  const types = new Map<string, string>()
  for (const file of readdirSync(path.join(folder, 'runbooks'))) {
    const type = /^runbookType: (\S+)$/m.exec(readFileSync(path.join(folder, 'runbooks', file), 'utf8'))?.[1] ?? 'generic'
    types.set(`runbooks/${file}`, type)
    workspace.set(`runbooks/${file}`, `---\nkind: runbook\nrunbookType: ${type}\n---\n# Stand-in\n`)
  }
  const manifest = `${name}.model.yaml`
  return {
    text: readFileSync(path.join(folder, manifest), 'utf8'),
    analyse: (text) => {
      workspace.set(manifest, text)
      return { findings: workspace.analyze(manifest).findings, root: workspace.models.document(manifest)?.root ?? null }
    },
    link: (target) => {
      const file = target.replace(/#.*$/, '')
      return { exists: exists(file), type: types.get(file) }
    },
  }
}

/** Whether one of the findings is of a rule and in a place that an expectation names. */
function meets({ root, findings }: Analysed, { rules, at, within }: Expectation): boolean {
  const regions = [...at.map((p) => regionOf(root, p)), ...within.map((p) => placeOf(root, p))]
  return findings.some((f) => (rules.length === 0 || rules.includes(f.rule)) && regions.some(({ start, end }) => f.range.start >= start && f.range.end <= end))
}

/** Carries out every mutation of one example, and holds what is missed to the list of misses. */
export function checkMutations(name: string, atLeast: number): void {
  it(`each mutation of ${name} gives the finding that schema, controls or domain name`, (t) => {
    const { text, analyse, link } = example(name)
    const asItStands = analyse(text)
    assert.deepEqual(asItStands.findings, [])
    const named = generate({ root: parse(text) as Plain, link }).filter(({ expected }) => expected.length > 0)
    const known = new Map(MISSES.flatMap((miss) => (miss.manifest === name ? [[`${miss.id}: no ${miss.rule}`, miss]] : [])))
    const missed = named.flatMap(({ id, edits, expected }: Generated) => {
      const analysed = analyse(edited(text, asItStands.root, edits))
      return expected.flatMap((expectation) =>
        meets(analysed, expectation) ? [] : [{ line: `${id}: no ${expectation.rules[0] ?? 'finding'}`, named: expectation.named, found: analysed.findings }],
      )
    })
    const families = Object.entries(Object.groupBy(named, ({ family }) => family)).map(([family, list]) => `${list.length} ${family}`)
    t.diagnostic(`${named.length} mutations with a finding that is named (${families.join(', ')}), ${missed.length} missed`)
    for (const { line } of missed) if (known.has(line)) t.diagnostic(`missed: ${line}, because ${known.get(line)!.because}`)
    assert.deepEqual(
      missed.flatMap(({ line, named: source, found }) =>
        known.has(line) ? [] : [`${line} (${source}); found: ${[...new Set(found.map((f) => f.rule))].join(', ') || 'nothing'}`],
      ),
      [],
    )
    // A miss that is none any more has been mended.
    assert.deepEqual(
      [...known.keys()].filter((line) => !missed.some((miss) => miss.line === line)),
      [],
    )
    assert.ok(named.length >= atLeast, `only ${named.length} mutations`)
  })
}
