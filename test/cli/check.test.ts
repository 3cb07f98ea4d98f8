import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FLAW, FLAWED, Folder, OTHER, plumbline, start } from './support.ts'

interface Json {
  readonly summary: Readonly<Record<string, number>>
  readonly documents: readonly { readonly path: string; readonly kind: string; readonly tier: number | null }[]
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly waiver: unknown }[]
}
const json = (text: string): Json => JSON.parse(text) as Json
const flaws = (text: string): readonly string[] =>
  json(text)
    .findings.filter((finding) => finding.rule === FLAW)
    .map((finding) => finding.path)

test('a folder, a file and a glob give the same finding; paths are relative to the root wherever the user stands', () => {
  using folder = new Folder({ 'docs/adr/0001-a.md': FLAWED, 'docs/adr/0002-b.md': FLAWED, 'other.md': OTHER })
  const at = (cwd: string, ...paths: string[]): readonly string[] => flaws(plumbline(['check', ...paths, '-f', 'json'], { cwd: join(folder.path, cwd) }).stdout)
  const both = ['docs/adr/0001-a.md', 'docs/adr/0002-b.md']
  assert.deepEqual(at(''), both)
  assert.deepEqual(at('docs'), both)
  assert.deepEqual(at('docs', '..'), both)
  assert.deepEqual(at('docs/adr', '*.md'), both)
  assert.deepEqual(at('', 'docs/**/0002*'), [both[1]])
  assert.deepEqual(at('docs', 'adr/0001-a.md'), [both[0]])
  using elsewhere = new Folder({}, false)
  assert.deepEqual(flaws(plumbline(['check', join(folder.path, 'docs'), '-f', 'json'], { cwd: elsewhere.path }).stdout), both)
})

test('pretty shows paths relative to where the user stands', () => {
  using folder = new Folder({ 'docs/adr/0001-a.md': FLAWED, 'src/a.txt': '' })
  assert.match(plumbline(['check'], { cwd: join(folder.path, 'docs') }).stdout, /^adr\/0001-a\.md {2}adr$/m)
  assert.match(plumbline(['check', '../docs'], { cwd: join(folder.path, 'src') }).stdout, /^\.\.\/docs\/adr\/0001-a\.md {2}adr$/m)
})

test('several workspaces in one run keep their own configuration', () => {
  using folder = new Folder(
    {
      'a/.plumbline.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\nrules: {suppression-invalid: off}\n',
      'a/adr/0001-a.md': FLAWED,
      'b/.plumbline.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\n',
      'b/adr/0001-a.md': FLAWED,
    },
    false,
  )
  const result = plumbline(['check', 'a', 'b', '-f', 'json'], { cwd: folder.path })
  assert.deepEqual(flaws(result.stdout), ['b/adr/0001-a.md'])
  assert.deepEqual(
    json(result.stdout)
      .documents.map((document) => document.path)
      .filter((path) => path.endsWith('.md')),
    ['a/adr/0001-a.md', 'b/adr/0001-a.md'],
  )
})

test('JSON is the same to the byte, in any order of paths', () => {
  using folder = new Folder({ 'adr/0002-b.md': FLAWED, 'adr/0001-a.md': FLAWED, 'z.md': OTHER })
  const first = plumbline(['check', '-f', 'json'], { cwd: folder.path }).stdout
  assert.equal(plumbline(['check', '-f', 'json'], { cwd: folder.path }).stdout, first)
  assert.equal(plumbline(['check', 'z.md', 'adr/0002-b.md', 'adr/0001-a.md', '-f', 'json'], { cwd: folder.path }).stdout, first)
  assert.ok(!first.includes(folder.path), 'no machine path')
})

test('--fail-on, --min-severity and the configuration decide the exit code', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED })
  const code = (...args: string[]): number | null => plumbline(['check', '-q', ...args], { cwd: folder.path }).code
  assert.equal(code('--fail-on', 'warning'), 1)
  assert.equal(code('--fail-on', 'info'), 1)
  assert.equal(code('--fail-on', 'never'), 0)
  assert.deepEqual(flaws(plumbline(['check', '-f', 'json', '--min-severity', 'error'], { cwd: folder.path }).stdout), [])
  folder.write('.plumbline.yaml', 'apiVersion: plumbline.dev/v1\nkind: Workspace\nfailOn: warning\n')
  assert.equal(code(), 1)
  assert.equal(code('--fail-on', 'never'), 0)
})

test('--config stands in for the configuration of the workspace', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED, 'ci.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\nrules:\n  suppression-invalid: off\n' })
  assert.deepEqual(flaws(plumbline(['check', 'adr', '-f', 'json', '--config', 'ci.yaml'], { cwd: folder.path }).stdout), [])
  const missing = plumbline(['check', '--config', 'nope.yaml'], { cwd: folder.path })
  assert.equal(missing.code, 2)
  assert.match(missing.stderr, /--config nope\.yaml cannot be read/)
})

test('--kind and --tier apply to every file', () => {
  using folder = new Folder({ 'notes.md': OTHER })
  const [document] = json(plumbline(['check', 'notes.md', '-f', 'json', '--kind', 'runbook', '--tier', '1', '--fail-on', 'never'], { cwd: folder.path }).stdout).documents
  assert.equal(document?.kind, 'runbook')
  assert.equal(document?.tier, 1)
  for (const [option, value] of [
    ['--kind', 'runbok'],
    ['--tier', '5'],
    ['--fail-on', 'fatal'],
    ['--format', 'jsn'],
  ] as const) {
    const result = plumbline(['check', option, value], { cwd: folder.path })
    assert.equal(result.code, 2)
    assert.match(result.stderr, new RegExp(`${option} ${value}: not one of`))
  }
})

test('usage errors', () => {
  using folder = new Folder({ 'a.md': OTHER, 'a.txt': 'x' })
  const stderr = (...args: string[]): string => {
    const result = plumbline(args, { cwd: folder.path })
    assert.equal(result.code, 2, args.join(' '))
    assert.equal(result.stdout, '')
    return result.stderr
  }
  assert.match(stderr(), /plumbline COMMAND --help/)
  assert.match(stderr('chek'), /did you mean plumbline check/)
  assert.match(stderr('check', 'a.txt'), /is no Markdown or YAML file/)
  assert.match(stderr('check', '*.mdx'), /matches no Markdown or YAML file/)
  assert.match(stderr('check', '--format'), /needs a value/)
  assert.match(stderr('check', '--format', '--quiet'), /needs a value/)
  assert.match(stderr('check', '--quiet=yes'), /takes no value/)
  assert.match(stderr('check', '-f', 'json', '-f', 'sarif'), /cannot both go to stdout/)
  assert.match(stderr('check', '--stdin', 'a.md'), /takes no paths/)
  assert.match(stderr('check', '--stdin-filename', 'a.md'), /needs --stdin/)
  assert.match(stderr('check', '--baseline', 'none.json'), /does not exist/)
  assert.match(stderr('explain'), /one rule/)
  assert.match(stderr('lsp'), /needs --stdio/)
  assert.match(stderr('check', 'a.md', '-o', 'no/such/folder/x.txt'), /cannot write/)
})

test('help and version', () => {
  using folder = new Folder()
  for (const args of [['--help'], ['-h'], ['help'], ['help', 'check'], ['check', '--help'], ['explain', '--help'], ['rules', '--help'], ['lsp', '--help']]) {
    const result = plumbline(args, { cwd: folder.path })
    assert.equal(result.code, 0)
    assert.match(result.stdout, /^plumbline /)
  }
  assert.match(plumbline(['--version'], { cwd: folder.path }).stdout, /^\d+\.\d+\.\d+\n$/)
})

test('each format goes to the file after it, in one step', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED })
  const result = plumbline(['check', '-f', 'json', '-o', 'a.json', '-f', 'sarif', '--output', 'a.sarif', '-f', 'pretty'], { cwd: folder.path })
  assert.match(result.stdout, /suppression-invalid/)
  assert.deepEqual(flaws(readFileSync(join(folder.path, 'a.json'), 'utf8')), ['adr/0001-a.md'])
  assert.equal((JSON.parse(readFileSync(join(folder.path, 'a.sarif'), 'utf8')) as { version: string }).version, '2.1.0')
  assert.deepEqual(
    readdirSync(folder.path).filter((name) => name.includes('.tmp')),
    [],
  )
})

test('--stdin stands for a file of the workspace, which need not exist', () => {
  using folder = new Folder({ 'adr/0001-a.md': OTHER })
  const run = (name: string, stdin: string | Buffer): { code: number | null; stdout: string; stderr: string } =>
    plumbline(['check', '--stdin', '--stdin-filename', name, '-f', 'json'], { cwd: folder.path, stdin })
  assert.deepEqual(flaws(run('adr/0001-a.md', FLAWED).stdout), ['adr/0001-a.md'])
  assert.deepEqual(flaws(run('adr/0009-new.md', FLAWED).stdout), ['adr/0009-new.md'])
  assert.deepEqual(flaws(run(join(folder.path, 'adr/0009-new.md'), FLAWED).stdout), ['adr/0009-new.md'])
  const binary = run('adr/0001-a.md', Buffer.from([0x23, 0, 1]))
  assert.equal(binary.code, 2)
  assert.match(binary.stderr, /adr\/0001-a\.md is binary/)
})

test('a baseline counts: one finding more of the same kind is reported, one gone is mentioned', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED, 'adr/0002-b.md': FLAWED })
  const run = (...args: string[]) => plumbline(['check', '-f', 'json', ...args], { cwd: folder.path })
  assert.equal(run('--write-baseline').code, 0)
  assert.ok(existsSync(join(folder.path, '.plumbline-baseline.json')))
  const written = readFileSync(join(folder.path, '.plumbline-baseline.json'), 'utf8')
  run('adr/0001-a.md', '--write-baseline')
  assert.equal(readFileSync(join(folder.path, '.plumbline-baseline.json'), 'utf8'), written, 'entries of files that were not checked stay')
  folder.write('.plumbline.yaml', 'apiVersion: plumbline.dev/v1\nkind: Workspace\nbaseline: .plumbline-baseline.json\n')
  assert.deepEqual(flaws(run().stdout), [])
  folder.write('adr/0003-c.md', FLAWED)
  assert.deepEqual(flaws(run().stdout), ['adr/0003-c.md'])
  folder.write('adr/0002-b.md', FLAWED.replace('<!-- plumbline-disable-next-line -->\n', ''))
  assert.match(plumbline(['check', 'adr/0002-b.md'], { cwd: folder.path }).stdout, /the baseline knows \d+ findings? that no longer occur/)
  folder.write('.plumbline-baseline.json', '{"version": 7}')
  assert.equal(run().code, 2)
})

test('--changed says so where there is no git', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED })
  const { code, stderr } = plumbline(['check', '--changed'], { cwd: folder.path, env: { PATH: folder.path } })
  assert.equal(code, 2)
  assert.match(stderr, /--changed needs git, which was not found/)
})

test('--changed takes the files that git sees as changed or new', (t) => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED, 'adr/0002-b.md': FLAWED }, false)
  const git = (...args: string[]) => spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder.path })
  if (git('init', '-q').status !== 0) return t.skip('git is not there')
  git('add', '.')
  git('commit', '-qm', 'first')
  folder.write('adr/0002-b.md', FLAWED + '\nMore.\n')
  folder.write('adr/0003-c.md', FLAWED)
  const run = (...args: string[]) => plumbline(['check', '-f', 'json', ...args], { cwd: folder.path })
  assert.deepEqual(flaws(run('--changed').stdout), ['adr/0002-b.md', 'adr/0003-c.md'])
  assert.deepEqual(flaws(run('--changed', 'HEAD').stdout), ['adr/0002-b.md', 'adr/0003-c.md'])
  assert.deepEqual(flaws(run('--changed', 'adr/0002-b.md').stdout), ['adr/0002-b.md'])
  git('add', '.')
  git('commit', '-qm', 'second')
  const none = run('--changed')
  assert.equal(none.code, 0)
  assert.match(none.stderr, /no document differs from HEAD/)
  assert.deepEqual(flaws(run('--changed=HEAD~1').stdout), ['adr/0002-b.md', 'adr/0003-c.md'])
  const wrong = run('--changed=nope')
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /--changed nope: git says/)
  const option = run('--changed=--output=x')
  assert.equal(option.code, 2)
})

test("discovery leaves out what is ignored, tools' folders and hidden ones, unless named", () => {
  using folder = new Folder({
    'adr/0001-a.md': FLAWED,
    'node_modules/x/adr/0001-a.md': FLAWED,
    '.hidden/adr/0001-a.md': FLAWED,
    '.github/adr/0001-a.md': FLAWED,
    'build/adr/0001-a.md': FLAWED,
    'sub/out/adr/0001-a.md': FLAWED,
    'sub/keep/adr/0001-a.md': FLAWED,
    '.gitignore': '# tools\n/build/\nkeep\n',
    'sub/.gitignore': 'out/\n!keep\n',
  })
  const found = (...args: string[]): readonly string[] => flaws(plumbline(['check', '-f', 'json', ...args], { cwd: folder.path }).stdout)
  assert.deepEqual(found(), ['.github/adr/0001-a.md', 'adr/0001-a.md', 'sub/keep/adr/0001-a.md'])
  assert.deepEqual(found('build'), ['build/adr/0001-a.md'])
  assert.deepEqual(found('sub/out'), ['sub/out/adr/0001-a.md'])
})

test('one hostile file never stops the others; named, it makes the run fail', () => {
  using folder = new Folder({
    'adr/0001-a.md': FLAWED,
    'binary.md': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
    'latin.md': Buffer.from([0x23, 0x20, 0xe9, 0x0a]),
    'utf16.md': Buffer.from('\ufeff# A', 'utf16le'),
    'huge.md': Buffer.alloc(50 * 1024 * 1024, 'a '),
    'deep.md': '>'.repeat(100_000) + ' x\n',
    'deep.yaml': '['.repeat(100_000),
    'bomb.yaml':
      'a: &a [x,x,x,x,x,x,x,x,x]\n' +
      'bcdefghij'
        .split('')
        .map((name, i) => `${name}: &${name} [${`*${'abcdefghij'[i]!},`.repeat(9)}]`)
        .join('\n') +
      '\n',
  })
  const result = plumbline(['check', '-f', 'json'], { cwd: folder.path })
  assert.equal(result.code, json(result.stdout).summary['errors']! > 0 ? 1 : 0)
  assert.deepEqual(flaws(result.stdout), ['adr/0001-a.md'])
  for (const [file, reason] of [
    ['binary.md', 'is binary'],
    ['latin.md', 'is not UTF-8'],
    ['utf16.md', 'is UTF-16'],
    ['huge.md', 'is 50.0 MB; at most 5 MB are read'],
  ] as const) {
    assert.ok(result.stderr.includes(`not checked: ${file} ${reason}`), result.stderr)
    const named = plumbline(['check', 'adr', file, '-f', 'json'], { cwd: folder.path })
    assert.equal(named.code, 2, file)
    assert.ok(named.stderr.includes(`plumbline: ${file} ${reason}`), named.stderr)
    assert.deepEqual(flaws(named.stdout), ['adr/0001-a.md'])
  }
})

test('symbolic links: loops end, ways out of the workspace are not taken', () => {
  using outside = new Folder({ 'adr/0007-secret.md': FLAWED }, false)
  using folder = new Folder({ 'adr/0001-a.md': FLAWED })
  symlinkSync('..', join(folder.path, 'adr/loop'))
  symlinkSync(outside.path, join(folder.path, 'outside'))
  symlinkSync(join(outside.path, 'adr/0007-secret.md'), join(folder.path, 'adr/0007-secret.md'))
  symlinkSync('nowhere.md', join(folder.path, 'adr/0008-broken.md'))
  const result = plumbline(['check', '-f', 'json'], { cwd: folder.path })
  assert.deepEqual(flaws(result.stdout), ['adr/0001-a.md'])
  assert.ok(!result.stdout.includes('0007'))
})

test('a link that leaves the workspace tells nothing about what lies there', () => {
  using folder = new Folder(
    {
      'ws/.plumbline.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\n',
      'ws/adr/0001-a.md': FLAWED + '\nSee [x](../../there.md) and [y](../../not-there.md).\n',
      'there.md': OTHER,
    },
    false,
  )
  const result = plumbline(['check', '-f', 'json'], { cwd: join(folder.path, 'ws') })
  assert.deepEqual(flaws(result.stdout), ['adr/0001-a.md'])
  const about = json(result.stdout).findings.filter((finding) => JSON.stringify(finding).includes('there.md')).length
  assert.ok(about === 0 || about === 2, 'both links are told apart')
})

test('a byte order mark does not move columns', () => {
  using folder = new Folder({ 'adr/0001-a.md': '\ufeff' + FLAWED })
  using same = new Folder({ 'adr/0001-a.md': FLAWED })
  assert.equal(plumbline(['check', '-f', 'json'], { cwd: folder.path }).stdout, plumbline(['check', '-f', 'json'], { cwd: same.path }).stdout)
})

test('text that would drive the terminal is shown, not obeyed', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED.replace('-line -->', '-line \u001b[2J\u202e -->') })
  const { stdout } = plumbline(['check'], { cwd: folder.path })
  assert.match(stdout, /suppression-invalid/)
  assert.ok(!stdout.includes('\u001b') && !stdout.includes('\u202e'))
})

test('colours only when asked for or on a terminal', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED })
  assert.ok(!plumbline(['check'], { cwd: folder.path }).stdout.includes('\u001b['))
})

test('--timing goes to stderr and leaves stdout alone; --quiet leaves only findings', () => {
  using folder = new Folder({ 'adr/0001-a.md': FLAWED, 'binary.md': Buffer.from([0]) })
  const plain = plumbline(['check', '-f', 'json'], { cwd: folder.path })
  const timed = plumbline(['check', '-f', 'json', '--timing', '--no-cache'], { cwd: folder.path })
  assert.equal(timed.stdout, plain.stdout)
  assert.match(timed.stderr, /discovery \d+ ms, reading \d+ files \d+ ms, analysis \d+ ms/)
  const quiet = plumbline(['check', '--quiet'], { cwd: folder.path })
  assert.equal(quiet.stderr, '')
  assert.ok(!quiet.stdout.includes('✖'))
})

test('an interrupt ends the run with 130 and without output', async () => {
  using folder = new Folder()
  mkdirSync(join(folder.path, 'adr'))
  for (let i = 0; i < 3_000; i++) folder.write(`adr/${String(i).padStart(4, '0')}-a.md`, FLAWED + '\nMore text about features, labels and models in production.\n'.repeat(60))
  // Before the process listens the system ends it by the signal itself, which shells report as 130 too; such a try is made again with more patience.
  const interrupted = async (...args: string[]): Promise<void> => {
    for (const patience of [700, 2_000, 5_000, 12_000]) {
      const child = start(['check', ...args], folder.path)
      let out = ''
      child.stdout!.on('data', (data: Buffer) => (out += data.toString()))
      await new Promise((resolve) => setTimeout(resolve, patience))
      child.kill('SIGINT')
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
      assert.equal(out, '')
      assert.ok(!existsSync(join(folder.path, 'out.json')))
      if (signal === 'SIGINT') continue
      assert.equal(code, 130)
      return
    }
    assert.fail('never listened')
  }
  await interrupted('-f', 'json', '-o', 'out.json')
  await interrupted('--stdin')
  assert.deepEqual(
    readdirSync(folder.path).filter((name) => name.endsWith('.tmp')),
    [],
  )
})

test('rules --format json lists every rule once', () => {
  using folder = new Folder()
  const { rules } = JSON.parse(plumbline(['rules', '-f', 'json'], { cwd: folder.path }).stdout) as { rules: { name: string; severities: string[] }[] }
  assert.ok(rules.length > 0)
  assert.equal(new Set(rules.map((rule) => rule.name)).size, rules.length)
  assert.ok(rules.every((rule) => rule.severities.length === 4))
  const result = plumbline(['rules'], { cwd: folder.path })
  assert.equal(result.code, 0)
  for (const { name } of rules) assert.ok(result.stdout.includes(`  ${name} `), name)
})
