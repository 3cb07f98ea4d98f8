import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { parseSync } from 'oxc-parser'

const root = resolve(import.meta.dirname, '..')

/** Longest file, in lines: what does not fit is two things. */
const MOST_LINES = 400

/** Written by hand: generated files are as long as they are. */
const sources = ['server/src', 'client/src']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`))
  .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'))
  .sort()

/**
 * Things that can be written to, made by `new`. A WeakMap from an immutable value to what follows from it is left out: it goes with the value,
 * and nobody can tell whether it is there.
 */
const CONTAINERS = new Set(['Map', 'Set', 'WeakSet', 'Array'])
const PAGES: ReadonlySet<string> = new Set(['architecture', 'portfolio', 'readiness'].map((name) => `client/src/webviews/${name}.ts`))
/** Calls that write to a container. */
const WRITES = ['set', 'add', 'delete', 'clear', 'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill']

interface Declaration {
  readonly type: string
  readonly kind?: string
  readonly declaration?: Declaration | null
  readonly declarations?: readonly {
    readonly id: { readonly type: string; readonly name?: string }
    readonly init: { readonly type: string; readonly callee?: { readonly name?: string }; readonly arguments?: readonly unknown[]; readonly elements?: readonly unknown[] } | null
  }[]
}

/** What of a module could change while it runs: `let` and `var` at the top, and containers at the top that something writes to. */
function mutableState(path: string): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const { program } = parseSync(path, text)
  const found: string[] = []
  for (const statement of program.body as unknown as readonly Declaration[]) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration') continue
    for (const { id, init } of declared.declarations ?? []) {
      const name = id.name ?? '?'
      if (declared.kind !== 'const') found.push(`${path}: ${declared.kind} ${name}`)
      const container = (init?.type === 'NewExpression' && CONTAINERS.has(init.callee?.name ?? '')) || init?.type === 'ArrayExpression' || init?.type === 'ObjectExpression'
      if (
        container &&
        (new RegExp(`(?<![\\w.])${name}\\.(?:${WRITES.join('|')})\\(`).test(text) ||
          new RegExp(`(?<![\\w.])${name}(?:\\.\\w+|\\[[^\\]\\n]+\\])\\s*(?:[+*/|&?-]{0,2}=)(?![=>])`).test(text))
      )
        found.push(`${path}: ${name} is written to`)
    }
  }
  return found
}

describe('the sources', () => {
  it('are there', () => assert.ok(sources.length > 100))

  it(`have no file of more than ${MOST_LINES} lines`, () => {
    const long = sources.map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 })).filter(({ lines }) => lines > MOST_LINES)
    assert.deepEqual(long, [])
  })

  // The page of a panel is a program of its own, once in its frame: its state is the page's.
  it('keep no mutable state in modules', () => assert.deepEqual(sources.filter((path) => !PAGES.has(path)).flatMap(mutableState), []))

  it('name no folder of a machine', () =>
    assert.deepEqual(
      sources.filter((path) => /["'`](?:\/work\/|\/home\/|\/root\/|C:\\\\Users)/.test(readFileSync(join(root, path), 'utf8'))),
      [],
    ))
})

const ARCHITECTURE = join(root, 'ARCHITECTURE.md')

describe('ARCHITECTURE.md', { skip: existsSync(ARCHITECTURE) ? false : 'NOT RUN: there is no ARCHITECTURE.md yet; write it, and this test holds it to the tree' }, () => {
  it('names only paths that exist', () => {
    const text = existsSync(ARCHITECTURE) ? readFileSync(ARCHITECTURE, 'utf8') : ''
    const named = [...text.matchAll(/`([\w.@-]+(?:\/[\w.@*-]*)+)`/g), ...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!)
    const paths = [...new Set(named)].filter((path) => !/[*<]/.test(path) && !/^(?:@|workspace\/|textDocument\/|plumbline\/[a-z]+[A-Z])/.test(path))
    assert.ok(paths.length > 10, `it names ${paths.length} paths`)
    // Paths are given from the root, or within the sources of the server.
    const exists = (path: string): boolean => ['', 'server/src/', 'server/src/engine/', 'client/src/'].some((folder) => existsSync(join(root, folder, path)))
    assert.deepEqual(
      paths.filter((path) => !exists(path)),
      [],
    )
  })

  it('names every folder of the engine', () => {
    const text = existsSync(ARCHITECTURE) ? readFileSync(ARCHITECTURE, 'utf8') : ''
    const folders = readdirSync(join(root, 'server/src/engine'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
    assert.deepEqual(
      folders.filter((name) => !text.includes(`${name}/`) && !text.includes(`\`${name}\``)),
      [],
    )
  })
})
