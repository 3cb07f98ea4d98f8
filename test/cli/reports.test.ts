import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import type { Finding, ReportFile, RunReport } from '../../server/src/engine/index.ts'
import { LineIndex, MACHINE_FORMATS, allRules, findRule, formatPretty, plain, textWidth } from '../../server/src/engine/index.ts'
import { frameOf } from '../../server/src/engine/reports/frame.ts'

const TEXT = '# Design 漢字\n\n\tRollback: "TBD" <b>\nlast & line\n'

const finding = (part: Partial<Finding> & Pick<Finding, 'range'>): Finding => ({
  rule: 'suppression-invalid',
  category: 'release',
  severity: 'error',
  path: 'docs/a b#1.md',
  message: 'No way "back" <here> & now',
  why: 'Because',
  help: 'Write it | down',
  docs: 'https://plumbline.dev/rules/x',
  related: [],
  fixes: [],
  fingerprint: 'f1',
  waiver: null,
  ...part,
})

const at = (words: string): { start: number; end: number } => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length })

const FINDINGS: readonly Finding[] = [
  finding({ range: at('漢字'), severity: 'info', rule: 'internal-error' }),
  finding({
    range: at('"TBD"'),
    related: [
      { path: 'docs/other.md', range: { start: 2, end: 4 }, message: 'put off here' },
      { path: 'docs/a b#1.md', range: at('line'), message: 'said here' },
    ],
    fixes: [
      {
        title: 'Name it',
        safe: false,
        edits: [
          { path: 'docs/a b#1.md', edit: { range: at('TBD'), newText: 'v41' } },
          { path: 'docs/other.md', edit: { range: { start: 0, end: 0 }, newText: 'x' } },
        ],
      },
    ],
  }),
  finding({ range: at('last'), severity: 'warning', fingerprint: 'f1' }),
  finding({ range: at('& line'), waiver: { reason: 'known', expires: '2030-01-01', approver: 'ann' } }),
  finding({ range: at('line'), waiver: { reason: '' } }),
]

function run(findings: readonly Finding[] = FINDINGS): RunReport {
  const file: ReportFile = {
    path: 'docs/a b#1.md',
    text: TEXT,
    lines: new LineIndex(TEXT),
    findings,
    analysis: {
      path: 'docs/a b#1.md',
      recognition: { kind: 'ml-design-doc', by: 'content', confidence: 0.9, evidence: 'x' },
      tier: 2,
      stage: 'production',
      model: 'churn',
      findings,
    },
  }
  const others = new Map([['docs/other.md', new LineIndex('# Other\n')]])
  return {
    version: '1.2.3',
    packs: [{ name: 'standard', version: '1.0.0', digest: 'sha256:0' }],
    files: [file],
    skipped: [{ path: 'big.md', reason: 'is 50.0 MB', named: true }],
    baselined: 2,
    staleBaseline: 1,
    linesOf: (path) => (path === file.path ? file.lines : others.get(path)),
    rule: findRule,
  }
}

const pretty = (report: RunReport, quiet = false): string => formatPretty(report, { width: 100, quiet, style: (_role, text) => text, show: (path) => path })

test('pretty: frames, why once a rule, related places, waived and known findings only counted', () => {
  assert.equal(
    pretty(run()),
    `docs/a b#1.md  ml-design-doc · tier 2 · production · churn

  1:10  info  No way "back" <here> & now  internal-error
     1 │ # Design 漢字
       │          ^^^^
        why   Because
        help  Write it | down

  3:12  error  No way "back" <here> & now  suppression-invalid
     3 │     Rollback: "TBD" <b>
       │               ^^^^^
        why   Because
        help  Write it | down
        see   docs/other.md:1:3 put off here
        see   docs/a b#1.md:4:8 said here

  4:1  warning  No way "back" <here> & now  suppression-invalid
     4 │ last & line
       │ ^^^^
        help  Write it | down

✖ 1 error, 1 warning, 1 info in 1 of 1 document (2 waived, 2 in the baseline)
  more about a rule: plumbline explain internal-error
  the baseline knows 1 finding that no longer occurs: --write-baseline brings it up to date
`,
  )
  assert.ok(!pretty(run(), true).includes('✖'))
  assert.equal(pretty(run([]), true), '')
})

/** The frame of the text between « and » as two lines. */
const frame = (marked: string, width = 60): string => {
  const start = marked.indexOf('«')
  const text = marked.replace('«', '').replace('»', '')
  const { source, carets, until } = frameOf(new LineIndex(text), { start, end: marked.indexOf('»') - 1 }, width)
  return `${source}\n${carets}${until === undefined ? '' : ` to ${until}`}`
}

test('frames stand below the exact words: tabs, wide, combining and control characters, empty and long ranges', () => {
  assert.equal(frame('a\tb «word» c'), 'a   b word c\n      ^^^^')
  assert.equal(frame('\t\t«x»'), '        x\n        ^')
  assert.equal(frame('漢字 «が» é «'.slice(0, -1)), '漢字 が é\n     ^^')
  assert.equal(frame('👩‍👩‍👧 «👍»'), '👩‍👩‍👧 👍\n   ^^')
  assert.equal(frame('e\u0301 «x»'), 'e\u0301 x\n  ^')
  assert.equal(frame('\u001b[31m «x»'), '\ufffd[31m x\n      ^')
  assert.equal(frame('a «»b'), 'a b\n  ^')
  assert.equal(frame('end«»'), 'end\n   ^')
  assert.equal(frame('one «two\nthree\nfour» five'), 'one two\n    ^^^ to 3')
  assert.equal(frame('«one\n»two'), 'one\n^^^')
  assert.equal(frame('«»'), '\n^')
  assert.equal(frame('tail «word\r\nnext»'), 'tail word\n     ^^^^ to 2')
})

test('long lines are cut around the words', () => {
  for (const [before, after] of [
    [0, 500],
    [500, 0],
    [500, 500],
    [50_000, 50_000],
    [10, 10],
  ] as const) {
    const shown = frame(`${'abcdefg '.repeat(before)}«WORD»${' hijklmn'.repeat(after)}`, 60).split('\n')
    assert.ok(textWidth(shown[0]!) <= 60, `${textWidth(shown[0]!)} columns`)
    assert.equal(shown[0]!.indexOf('WORD'), shown[1]!.indexOf('^'), shown.join('\n'))
    assert.equal(shown[1]!.trim(), '^^^^')
  }
})

test('a width in columns: ASCII one, East Asian two, combining none', () => {
  assert.equal(textWidth('abc'), 3)
  assert.equal(textWidth('漢字'), 4)
  assert.equal(textWidth('e\u0301'), 1)
  assert.equal(textWidth('한글'), 4)
  assert.equal(plain('a\nb\u001b[2J\u202e'), 'a b\ufffd[2J\ufffd')
})

test('JSON validates against its schema', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/findings.schema.json', import.meta.url), 'utf8')) as object
  const validate = new Ajv2020({ strict: false }).compile(schema)
  for (const report of [run(), run([])]) assert.ok(validate(JSON.parse(MACHINE_FORMATS['json']!(report))), JSON.stringify(validate.errors, null, 2))
})

/** The published schema, from a package that carries it. It names draft 4 but uses nothing that later drafts read differently. */
function sarifValidator(): ValidateFunction {
  const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>
  delete schema['$schema']
  delete schema['id']
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema)
}

test('SARIF validates against the 2.1.0 schema and carries rules, fixes, suppressions and fingerprints', () => {
  const validate = sarifValidator()
  const text = MACHINE_FORMATS['sarif']!(run())
  const log = JSON.parse(text) as {
    runs: {
      tool: { driver: { rules: { id: string; help: object }[] } }
      results: {
        ruleId: string
        ruleIndex: number
        locations: { physicalLocation: { region: object; artifactLocation: { uri: string } } }[]
        fixes?: object[]
        suppressions: object[]
        partialFingerprints: object
      }[]
    }[]
  }
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 2))
  assert.equal(validate({ ...log, runs: [{}] }), false, 'the schema is not toothless')
  const [only] = log.runs
  for (const result of only!.results) {
    assert.equal(only!.tool.driver.rules[result.ruleIndex]!.id, result.ruleId)
    assert.equal(result.locations[0]!.physicalLocation.artifactLocation.uri, 'docs/a%20b%231.md')
    assert.ok(Object.keys(result.partialFingerprints).length > 0)
  }
  const [, tbd, , waived, reasonless] = only!.results
  assert.deepEqual(tbd!.locations[0]!.physicalLocation.region, { startLine: 3, startColumn: 12, endLine: 3, endColumn: 17 })
  assert.deepEqual(tbd!.fixes, [
    {
      description: { text: 'Name it' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'docs/a%20b%231.md', uriBaseId: 'SRCROOT' },
          replacements: [{ deletedRegion: { startLine: 3, startColumn: 13, endLine: 3, endColumn: 16 }, insertedContent: { text: 'v41' } }],
        },
        {
          artifactLocation: { uri: 'docs/other.md', uriBaseId: 'SRCROOT' },
          replacements: [{ deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text: 'x' } }],
        },
      ],
      properties: { safe: false },
    },
  ])
  assert.deepEqual(tbd!.suppressions, [])
  assert.deepEqual(waived!.suppressions, [{ kind: 'inSource', status: 'accepted', justification: 'known', properties: { expires: '2030-01-01', approver: 'ann' } }])
  assert.equal(reasonless!.suppressions.length, 1)
  assert.equal(MACHINE_FORMATS['sarif']!(run()), text)
})

test('SARIF of every rule of the catalogue validates', () => {
  const validate = sarifValidator()
  const all = allRules().map((rule) => finding({ range: at('last'), rule: rule.name, category: rule.category, why: rule.why, help: rule.help }))
  assert.ok(all.length > 0)
  assert.ok(validate(JSON.parse(MACHINE_FORMATS['sarif']!(run(all)))), JSON.stringify(validate.errors, null, 2))
})

test("JUnit escapes other people's text and counts what it holds", () => {
  const xml = MACHINE_FORMATS['junit']!(run([finding({ range: at('last'), message: 'a <b> & "c"\u0000\ud800' }), finding({ range: at('line'), severity: 'info' })]))
  assert.match(xml, /<testsuites name="plumbline" tests="2" failures="1">/)
  assert.ok(xml.includes('message="a &lt;b&gt; &amp; &quot;c&quot;\ufffd\ufffd"'))
  assert.ok(!xml.includes('\u0000') && xml.isWellFormed())
  assert.match(MACHINE_FORMATS['junit']!(run([])), /<testcase name="no findings"/)
})

test('GitHub commands cannot be broken out of', () => {
  const text = MACHINE_FORMATS['github']!(run([finding({ range: at('last'), path: 'docs/a b#1.md', message: 'one\n::error::two', help: '100%' })]))
  assert.equal(text, '::error file=docs/a b#1.md,line=4,endLine=4,col=1,endColumn=5,title=suppression-invalid::one%0A::error::two%0A100%25\n')
})

test('GitLab fingerprints are unique', () => {
  const issues = JSON.parse(MACHINE_FORMATS['gitlab']!(run([finding({ range: at('last') }), finding({ range: at('line') })]))) as { fingerprint: string; location: object }[]
  assert.deepEqual(
    issues.map((issue) => issue.fingerprint),
    ['f1', 'f1-2'],
  )
  assert.deepEqual(issues[0]!.location, { path: 'docs/a b#1.md', lines: { begin: 4, end: 4 } })
})

test('Markdown cells hold no markup of other people', () => {
  const text = MACHINE_FORMATS['markdown']!(run([finding({ range: at('last'), message: '![x](http://e.example/a.png) | <img> @all\nnext' })]))
  assert.ok(text.includes('\\!\\[x\\](http://e.example/a.png) \\| \\<img\\> \\@all next'), text)
})
