import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { parseCheck } from '../../server/src/cli/check-options.ts'
import { usage as graphUsage } from '../../server/src/cli/commands/graph.ts'
import { usage as portfolioUsage } from '../../server/src/cli/commands/portfolio.ts'
import { usage as readinessUsage } from '../../server/src/cli/commands/readiness.ts'
import { RENDER_KINDS } from '../../server/src/engine/render/render.ts'
import { findRule } from '../../server/src/engine/rules/registry.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { ENTRY } from '../cli/support.ts'

const root = resolve(import.meta.dirname, '../..')
const below = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
    .sort()
// The pages of rules are made from examples that run elsewhere; half of them are wrong on purpose.
const pages = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'examples/README.md', ...below('docs').filter((path) => !path.startsWith('docs/rules/')), ...below('media')].filter(
  (path) => existsSync(join(root, path)),
)
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const manifest = JSON.parse(read('package.json')) as { scripts: Record<string, string>; contributes: { configuration: { properties: Record<string, unknown> } } }

interface Code {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly text: string
}

/** Fenced and indented code of a page. Enough for our own pages: fences begin at the margin. */
function codeOf(page: string): readonly Code[] {
  const found: Code[] = []
  let open: { line: number; language: string; text: string[] } | undefined
  for (const [i, line] of read(page).split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line)
    if (fence && open) {
      found.push({ page, line: open.line, language: open.language, text: `${open.text.join('\n')}\n` })
      open = undefined
    } else if (fence) open = { line: i + 2, language: fence[1]!, text: [] }
    else if (open) open.text.push(line)
    else if (line.startsWith('    ')) found.push({ page, line: i + 1, language: '', text: line.trim() })
  }
  return found
}

const code = pages.flatMap(codeOf)
const at = ({ page, line }: Code): string => `${page}:${line}`

/** Single lines that somebody would type. */
const commands = code.flatMap((block) =>
  block.text.split('\n').map((line, i) => ({
    ...block,
    line: block.line + i,
    text: line
      .replace(/^[\s-]*(?:run:)?\s*/, '')
      .replace(/\s{2,}#.*$/, '')
      .trim(),
  })),
)
const calls = commands.flatMap((command) => {
  const match = /^(?:plumbline|npm run --silent plumbline --|node \S*dist\/cli\.mjs)\s+(\S.*)$/.exec(command.text)
  return match ? [{ command, args: match[1]!.split(/\s+/) }] : []
})

/** Help of the commands that show models; what it lists is what they take. */
const VIEWS = new Map([
  ['readiness', readinessUsage],
  ['portfolio', portfolioUsage],
  ['graph', graphUsage],
])

/** Throws where the CLI would refuse the arguments. */
function accept([name, ...rest]: readonly string[]): void {
  if (name === 'check') parseCheck(rest)
  else if (name === 'explain') assert.ok(rest.length === 1 && (rest[0] === 'RULE' || findRule(rest[0]!)), `there is no rule ${rest[0]}`)
  else if (name === 'rules') assert.deepEqual(rest, [])
  else if (name === 'lsp') assert.deepEqual(rest, ['--stdio'])
  else if (name === 'render') assert.ok((RENDER_KINDS as readonly string[]).includes(rest[0]!), `render knows no ${rest[0]}`)
  else if (VIEWS.has(name!))
    for (const option of rest.filter((argument) => argument.startsWith('--'))) assert.ok(VIEWS.get(name!)!.includes(`${option} `), `${name} has no ${option}`)
  else assert.fail(`plumbline has no command ${name}`)
}

const findingsOf = (path: string, text: string, kind?: string): readonly string[] => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (p) => existsSync(join(root, p)) }, kind === undefined ? {} : { kind })
  workspace.set(path, text)
  // Links lead to headings of other pages.
  for (const page of pages) if (page !== path) workspace.set(page, read(page))
  return workspace.analyze(path).findings.map(({ rule, message }) => `${rule}: ${message}`)
}

describe('what the documentation tells people to type', () => {
  it('is there', () => assert.ok(pages.length > 10 && calls.length > 10, `${pages.length} pages, ${calls.length} calls`))

  for (const { command, args } of calls) it(`is accepted: ${at(command)} ${command.text}`, () => accept(args))

  it('names npm scripts that exist', () => {
    const named = pages.flatMap((page) => [...read(page).matchAll(/\bnpm (?:--prefix \S+ )?run (?:--silent )?([\w:-]+)/g)].map((match) => ({ page, script: match[1]! })))
    assert.ok(named.length > 5)
    assert.deepEqual(
      named.filter(({ script }) => !manifest.scripts[script]),
      [],
    )
  })
})

describe('YAML in the documentation', () => {
  const whole = code.filter(({ language, text }) => language === 'yaml' && /^apiVersion: plumbline/m.test(text))
  it('is there', () => assert.ok(whole.length >= 4))

  for (const block of whole) {
    const configuration = /^kind: Workspace/m.test(block.text)
    it(`${at(block)} (${configuration ? 'configuration' : 'manifest'}) is valid`, () => {
      const found = findingsOf(configuration ? '.plumbline.yaml' : 'docs/churn.model.yaml', block.text)
      // Examples are short: what a whole manifest owes is not asked of them.
      assert.deepEqual(
        found.filter((line) =>
          /^(?:schema-invalid|unknown-field|configuration-invalid|waiver-invalid|suppression-invalid|unreadable-document|internal-error|date-order|pack-invalid)/.test(line),
        ),
        [],
      )
    })
  }

  it('of front matter is valid', () => {
    const front = code.filter(({ language, text }) => language === 'yaml' && /^kind: (?:ml-design-doc|adr|runbook|model-card)/m.test(text))
    assert.ok(front.length > 0)
    for (const { text } of front)
      assert.deepEqual(
        findingsOf('docs/churn-design.md', `---\n${text}---\n# Churn\n`).filter((line) => /^(?:schema-invalid|unknown-field)/.test(line)),
        [],
      )
  })
})

describe('links of the documentation', () => {
  for (const page of pages)
    it(`of ${page} lead somewhere`, () =>
      assert.deepEqual(
        findingsOf(page, read(page), 'ml-design-doc').filter((line) => line.startsWith('broken-link')),
        [],
      ))
})

describe('names in the documentation', () => {
  it('of settings are those of package.json, all of them', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties).sort()
    for (const page of ['README.md', 'docs/guides/editors.md']) {
      const named = [...read(page).matchAll(/^\| `(plumbline\.[\w.]+)` \|/gm)].map((match) => match[1]!).sort()
      assert.deepEqual(named, settings, page)
    }
  })

  it('of snippets exist', () => {
    const prefixes = new Set(
      ['markdown', 'yaml'].flatMap((language) =>
        Object.values(JSON.parse(read(`snippets/${language}.code-snippets`)) as Record<string, { prefix: readonly string[] }>).flatMap(({ prefix }) => prefix),
      ),
    )
    const named = below('docs/guides')
      .flatMap((page) => [...read(page).matchAll(/`((?:plumbline|ml)-[a-z-]+)`/g)].map((match) => match[1]!))
      .filter((name) => !/^(?:plumbline|ml)-$|^plumbline-(?:disable|enable)/.test(name) && name !== 'ml-design-doc')
    assert.ok(named.length > 4)
    assert.deepEqual(
      named.filter((name) => !prefixes.has(name)),
      [],
    )
  })
})

describe('our own decision records', () => {
  it('have no finding', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, 'check', 'docs/adr', '--format', 'json'], { cwd: root, encoding: 'utf8' })
    assert.equal(status, 0, stdout + stderr)
    const { documents, findings } = JSON.parse(stdout) as { documents: readonly { kind: string }[]; findings: readonly unknown[] }
    assert.deepEqual(findings, [])
    assert.deepEqual(
      documents.map(({ kind }) => kind),
      below('docs/adr').map(() => 'adr'),
    )
  })
})
