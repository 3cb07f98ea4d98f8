import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ignores, LineIndex } from '../../server/src/engine/index.ts'
import { OpenDocuments } from '../../server/src/lsp/documents.ts'
import { suppression } from '../../server/src/lsp/suppression.ts'
import { baseName, isInside, joinUri, relativePath, uriKey } from '../../server/src/lsp/uri.ts'

test('one file has one key, however a client spells it', () => {
  for (const [a, b] of [
    ['file:///c%3A/Users/J%C3%BCrgen/a%20b.md', 'file:///C:/Users/Jürgen/a b.md'],
    ['file:///tmp/%28x%29.md', 'FILE:///tmp/(x).md'],
    ['file://Server/share/a.md', 'file://server/share/a.md'],
    ['file:///tmp/dir/', 'file:///tmp/dir'],
  ] as const) {
    assert.equal(uriKey(a), uriKey(b))
  }
  assert.notEqual(uriKey('file:///tmp/A.md'), uriKey('file:///tmp/a.md'))
  assert.notEqual(uriKey('git:/a.md?one'), uriKey('git:/a.md?two'))
  for (const odd of ['', '%', 'file:///%zz%E4.md', 'no scheme', 'untitled:Untitled-1']) assert.doesNotThrow(() => uriKey(odd))
  assert.equal(baseName('untitled:Untitled-1'), 'Untitled-1')
  assert.equal(baseName('file:///c%3A/x/a%20b.md'), 'a b.md')
})

test('paths below a folder, there and back', () => {
  for (const path of ['a.md', 'docs/a b.md', 'docs/ü/𝒳 (1)!.md', "it's 100%.md", 'what?#.md']) {
    for (const folder of ['file:///c%3A/work', 'file:///tmp/w/', 'vscode-vfs://github/o/r']) {
      if (!folder.startsWith('file') && /[?#]/.test(path)) continue
      assert.equal(relativePath(uriKey(folder), uriKey(joinUri(folder, path))), path)
    }
  }
  const folder = uriKey('file:///tmp/w')
  for (const other of [
    'file:///tmp/w2/a.md',
    'file:///tmp/w',
    'file:///tmp/w/../x/a.md',
    'file:///tmp/w/%2e%2e/x.md',
    'file:///tmp/w//etc/x.md',
    'http:///tmp/w/a.md',
    'file:///tmp/w/a%5C..%5Cb.md',
  ])
    assert.equal(relativePath(folder, uriKey(other)), undefined, other)
  assert.equal(relativePath(uriKey('vscode-vfs://github/o/r?ref=1'), uriKey('vscode-vfs://github/o/r/a.md?ref=1')), 'a.md')
  assert.ok(!isInside('/etc/passwd') && !isInside('') && isInside('a/.b/c..d'))
})

test('any number of changes in one notification are one edit from the old text to the new', () => {
  let seed = 7
  const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below
  for (let run = 0; run < 2000; run++) {
    const documents = new OpenDocuments()
    let text = Array.from({ length: random(6) + 1 }, () => 'abcdefgh'.slice(0, random(9))).join(run % 2 ? '\r\n' : '\n')
    documents.open('file:///a.md', 'markdown', 1, text)
    for (let version = 2; version < 6; version++) {
      const position = (): { line: number; character: number } => ({ line: random(7), character: random(9) })
      const changes = Array.from({ length: random(4) }, () => ({ range: { start: position(), end: position() }, text: ['', 'X', 'XY\nZ', 'Z\r', '\n', '\r\n'][random(6)]! }))
      const { document, edits } = documents.change('file:///a.md', version, changes)!
      let applied = text
      for (const { range, newText } of edits!) applied = applied.slice(0, range.start) + newText + applied.slice(range.end)
      assert.equal(applied, document.text)
      assert.equal(document.version, version)
      // The same, change by change, with lines counted afresh each time.
      let plain = text
      for (const { range, text: words } of changes) {
        const lines = new LineIndex(plain)
        const [from, to] = [lines.offset(range.start), lines.offset(range.end)].sort((a, b) => a - b) as [number, number]
        plain = plain.slice(0, from) + words + plain.slice(to)
      }
      assert.equal(document.text, plain)
      text = document.text
    }
  }
})

test('where a suppression goes', () => {
  const at = (text: string, line: number, yaml = false): unknown => suppression(text.split('\n'), line, 'r', yaml).map((i) => [i.line, i.before + i.after])
  assert.deepEqual(at('a:\n  b: 1', 1, true), [[1, '  # plumbline-disable-next-line r -- ']])
  assert.deepEqual(at('---\nkind: adr\n---\n# T', 1), [[1, '# plumbline-disable-next-line r -- ']])
  assert.deepEqual(at('---\nkind: adr\n---\n# T', 0), [])
  assert.deepEqual(at('# T\ntext\nmore', 2), [[1, '<!-- plumbline-disable-next-line r --  -->']])
  assert.deepEqual(at('x\n\n| a | b |\n|---|---|\n| 1 | 2 |', 4), [[2, '<!-- plumbline-disable-next-line r --  -->']])
  assert.deepEqual(at('- a\n  - b\n    c', 2), [[1, '  <!-- plumbline-disable-next-line r --  -->']])
  assert.deepEqual(at('x\n```yaml\na: 1\n```\ny', 2), [
    [1, '<!-- plumbline-disable r --  -->'],
    [4, '<!-- plumbline-enable r -->'],
  ])
})

test('what lies below an ignored folder is ignored', () => {
  const ignores = new Ignores()
  ignores.add('.gitignore', 'build/\n*.gen.md\n')
  ignores.add('docs/.gitignore', 'drafts\n')
  const kept = ['a.md', 'docs/a.md', 'docs/x/a.md', 'src/drafts/a.md', '.github/a.md'].filter((p) => !ignores.keeps(p))
  const left = ['build/a.md', 'x/build/y/a.md', 'a.gen.md', 'docs/drafts/a.md', 'node_modules/a.md', 'x/.git/a.md'].filter((p) => ignores.keeps(p))
  assert.deepEqual([kept, left], [[], []])
})

test('the folders that are passed over are the same in every host', () => {
  const ignores = new Ignores()
  for (const path of ['node_modules/a.md', 'x/.venv/a.md', '.hidden/a.md', 'dist/a.md']) assert.equal(ignores.keeps(path), false, path)
  for (const path of ['.github/a.md', '.plumbline.yaml', 'a.md', 'distribution/a.md']) assert.equal(ignores.keeps(path), true, path)
})
