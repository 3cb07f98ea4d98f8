/** Texts that somebody could put into a repository to stop Plumbline, or that happen. */

export const MANIFEST = 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\n'
export const DESIGN = '---\nkind: ml-design-doc\n---\n# Churn\n\n'
export const CONFIGURATION = 'apiVersion: plumbline.dev/v1\nkind: Workspace\n'

/** An ADR with one sure finding: a suppression that names no rule, on line 3. */
export const WITNESS = '# 1. Use a feature store\n\n<!-- plumbline-disable-next-line -->\n\n## Status\n\nAccepted\n\n## Context\n\nTraining and serving compute features apart.\n'
export const WITNESS_PATH = 'docs/adr/0001-use-a-feature-store.md'
export const WITNESS_RULE = 'suppression-invalid'

/** Nine aliases to the list above, ten times: three billion values. */
export const BOMB = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, i) => `${name}: &${name} [${`*${'abcdefghij'[i]!},`.repeat(9)}]`).join('\n')}\n`

const lines = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('')

export interface Hostile {
  readonly path: string
  readonly text: string
  /** What some finding says of it; absent where there is nothing to say. */
  readonly says?: RegExp
  /** A finding of this rule says it. */
  readonly rule?: string
}

export const HOSTILE: Readonly<Record<string, Hostile>> = {
  'alias bomb in a manifest': { path: 'a.model.yaml', text: MANIFEST + BOMB, rule: 'schema-invalid', says: /Aliases expand to more than/ },
  'alias bomb in front matter': { path: 'docs/a.md', text: `---\nkind: ml-design-doc\n${BOMB}---\n# A\n`, rule: 'schema-invalid', says: /Aliases expand to more than/ },
  'alias of itself': { path: 'a.model.yaml', text: `${MANIFEST}spec: &s\n  x-again: *s\n`, rule: 'schema-invalid', says: /refers to itself/ },
  'flow lists 100,000 deep': { path: 'a.model.yaml', text: `${MANIFEST}spec: ${'['.repeat(100_000)}`, rule: 'schema-invalid', says: /Nesting deeper than 200/ },
  'flow maps 100,000 deep': { path: 'a.model.yaml', text: `${MANIFEST}spec: ${'{a: '.repeat(100_000)}`, rule: 'schema-invalid', says: /Nesting deeper than 200/ },
  'block lists 100,000 deep': { path: 'a.model.yaml', text: `${MANIFEST}spec:\n  ${'- '.repeat(100_000)}a\n`, rule: 'schema-invalid', says: /Nesting deeper than 200/ },
  'block maps 1,500 deep': { path: 'a.model.yaml', text: `${MANIFEST}spec:\n${lines(1_500, (i) => `${' '.repeat(i + 1)}a:\n`)}` },
  'front matter 100,000 deep': {
    path: 'docs/a.md',
    text: `---\nkind: ml-design-doc\nx: ${'['.repeat(100_000)}\n---\n# A\n`,
    rule: 'schema-invalid',
    says: /Nesting deeper than 200/,
  },
  'quotes 100,000 deep': { path: 'docs/a.md', text: `${DESIGN}${'> '.repeat(100_000)}a\n`, rule: 'schema-invalid', says: /nests deeper than 50/ },
  'lists 100,000 deep': { path: 'docs/a.md', text: `${DESIGN}${'- '.repeat(100_000)}a\n`, rule: 'schema-invalid', says: /nests deeper than 50/ },
  'numbered lists 100,000 deep': { path: 'docs/a.md', text: `${DESIGN}${'1. '.repeat(100_000)}a\n`, rule: 'schema-invalid', says: /This line has 300002 characters/ },
  'quotes and lists 100,000 deep': { path: 'docs/a.md', text: `${DESIGN}${'> - '.repeat(50_000)}a\n`, rule: 'schema-invalid', says: /nests deeper than 50/ },
  'lists deeper on each line': { path: 'docs/a.md', text: DESIGN + lines(1_300, (i) => `${'  '.repeat(i)}- a\n`), rule: 'schema-invalid', says: /nests deeper than 50/ },
  'quotes deeper on each line': { path: 'docs/a.md', text: DESIGN + lines(1_500, (i) => `${'>'.repeat(i + 1)} a\n`), rule: 'schema-invalid', says: /nests deeper than 50/ },
  'Markdown beyond the limit': { path: 'docs/a.md', text: DESIGN + 'word '.repeat(500_000), rule: 'unreadable-document', says: /at most 2000000 are read/ },
  'YAML beyond the limit': { path: 'a.model.yaml', text: MANIFEST + '# word\n'.repeat(400_000), rule: 'unreadable-document', says: /at most 2000000 are read/ },
  'one line of 1 MB in Markdown': { path: 'docs/a.md', text: `${DESIGN}${'word '.repeat(200_000)}\n`, rule: 'schema-invalid', says: /This line has 100000\d characters/ },
  'one line of 1 MB in YAML': { path: 'a.model.yaml', text: `${MANIFEST}x-line: ${'word '.repeat(200_000)}\n` },
  'NUL bytes': { path: 'docs/churn-runbook.md', text: 'PNG\u0000\u0001', rule: 'unreadable-document', says: /NUL bytes/ },
  'bytes that were no UTF-8': { path: 'docs/churn-runbook.md', text: '# A \ufffd\ufffd\ufffd'.repeat(30), rule: 'unreadable-document', says: /no UTF-8/ },
  'lone surrogates': { path: 'docs/a.md', text: `${DESIGN}${'\ud83d '.repeat(1_000)}${'\ude00'.repeat(1_000)}\n` },
  'keys of prototypes in a manifest': {
    path: 'a.model.yaml',
    text: `${MANIFEST}__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\nspec: {__proto__: 1, constructor: 2, toString: 3, hasOwnProperty: 4, valueOf: {a: b}}\n`,
    rule: 'unknown-field',
    says: /Unknown field `__proto__`/,
  },
  'keys of prototypes in front matter': {
    path: 'docs/a.md',
    text: '---\nkind: ml-design-doc\n__proto__: {a: 1}\nconstructor: 1\nmodel: __proto__\nriskTier: constructor\nstatus: toString\n---\n# A\n\n## constructor\n\n## __proto__\n\nThe constructor of the model, its toString, hasOwnProperty and valueOf.\n',
    rule: 'schema-invalid',
    says: /`riskTier` must be a risk tier/,
  },
  'a kind that is a key of prototypes': { path: 'a.yaml', text: 'apiVersion: plumbline.dev/v1\nkind: constructor\n', rule: 'schema-invalid', says: /found `constructor`/ },
  'a Markdown kind that is a key of prototypes': { path: 'docs/a.md', text: '---\nkind: constructor\n---\n# A\n\nThe constructor calls __proto__ and toString.\n' },
  'suppressions of keys of prototypes': {
    path: 'docs/a.md',
    text: `${DESIGN}<!-- plumbline-disable-next-line constructor -- agreed -->\n<!-- plumbline-constructor -->\n<!-- plumbline-disable __proto__ -- agreed -->\n`,
    rule: 'suppression-invalid',
    says: /constructor names no rule that exists/,
  },
  '10,000 suppressions': {
    path: 'docs/a.md',
    text: DESIGN + '<!-- plumbline-disable-next-line missing-rollback -- agreed with the owner -->\nText.\n\n'.repeat(10_000),
    rule: 'suppression-invalid',
    says: /is not needed/,
  },
  '10,000 open suppressions': {
    path: 'docs/a.md',
    text: DESIGN + '<!-- plumbline-disable missing-rollback -- agreed with the owner -->\n'.repeat(10_000),
    rule: 'suppression-invalid',
    says: /is not needed/,
  },
  '10,000 suppressions in YAML': {
    path: 'a.model.yaml',
    text: MANIFEST + '# plumbline-disable-next-line no-such-rule -- agreed with the owner\n'.repeat(10_000),
    rule: 'suppression-invalid',
    says: /names no rule that exists/,
  },
  '10,000 waivers of a manifest': {
    path: 'a.model.yaml',
    text: `${MANIFEST}spec:\n  governance:\n    waivers:\n${lines(10_000, (i) => `      - {rule: missing-rollback, reason: reason ${i}, approver: 'user:a.b', expires: 2027-01-01}\n`)}`,
    rule: 'waiver-invalid',
    says: /Waiver \d+/,
  },
  '10,000 keys': { path: 'a.model.yaml', text: `${MANIFEST}spec:\n${lines(10_000, (i) => `  key${i}: 1\n`)}`, rule: 'unknown-field', says: /Unknown field `key0`/ },
  'a key 10,000 times': { path: 'a.model.yaml', text: `${MANIFEST}spec:\n${'  a: 1\n'.repeat(10_000)}`, rule: 'schema-invalid', says: /`a` is written twice/ },
  '1,000 documents in a file': { path: 'a.model.yaml', text: `---\n${MANIFEST}`.repeat(1_000) },
}

/** Configurations that are wrong; the documents beside them are checked all the same. */
export const CONFIGURATIONS: Readonly<Record<string, Omit<Hostile, 'path'>>> = {
  'with errors': {
    text: `${CONFIGURATION}defaultTier: nine\nrules: {missing-rolback: off}\nexclude: ['a{b']\nfailOn: [\n`,
    rule: 'configuration-invalid',
    says: /There is no rule 'missing-rolback'/,
  },
  'that is no map': { text: '- a\n- b\n', says: /configuration|object|map/i },
  'that is no YAML': { text: `${CONFIGURATION}rules: {a: [}\n\t- x: "\n`, rule: 'schema-invalid', says: /./ },
  'that is empty': { text: '' },
  'that is an alias bomb': { text: `${CONFIGURATION}${BOMB}rules: *j\n`, rule: 'schema-invalid', says: /Aliases expand to more than/ },
  'of keys of prototypes': {
    text: `${CONFIGURATION}rules: {__proto__: off, constructor: error, toString: {severity: constructor, options: {__proto__: 1}}}\nkinds: {constructor: [a], __proto__: x}\nfailOn: toString\ndefaultTier: constructor\noverrides: [{files: [a], rules: {valueOf: off}}]\n`,
    rule: 'configuration-invalid',
    says: /There is no rule '__proto__'/,
  },
  'with 10,000 rules': { text: `${CONFIGURATION}rules:\n${lines(10_000, (i) => `  no-rule-${i}: off\n`)}`, rule: 'configuration-invalid', says: /There is no rule 'no-rule-0'/ },
  'with globs that explode': {
    text: `${CONFIGURATION}exclude: ['${'{a,b}'.repeat(40)}', '${'*a'.repeat(2_000)}', '${'**/'.repeat(2_000)}x']\n`,
    rule: 'configuration-invalid',
    says: /more than 64 alternatives/,
  },
}

/** What slow patterns choke on; each is repeated until it is long. */
export const BAIT: readonly string[] = [
  ' ',
  '\t',
  '-',
  '|',
  'a@',
  '<',
  'TODO ',
  'TODO',
  'TBD: ',
  '*',
  '_',
  '`',
  '~',
  '[',
  '(',
  '[a](',
  '![',
  '[a]: b\n',
  ':',
  '/',
  '.',
  '...',
  '…',
  '1',
  '1.',
  '1,000 ',
  'a,',
  '"',
  "'",
  '#',
  '>',
  '> ',
  '\n',
  '\r\n',
  '\r',
  '<!-- ',
  '-->',
  '<!---->',
  '&lt;',
  '&',
  '{{',
  '{',
  '{a ',
  '<a ',
  '<div>\n',
  '<details>',
  '=',
  'a',
  'ab ',
  'Ab',
  'X',
  '?',
  '!',
  'no. ',
  'e.g. ',
  'e\u0301',
  '😀',
  '\u2028',
  '\u00a0',
  '\u200b',
  'İ',
  '- a\n',
  '1. a\n',
  '- [ ] a\n',
  '[x] ',
  '# a\n',
  '## Rollback\n',
  '**A**\n\n',
  '> a\n',
  '    a\n',
  '```\n',
  '| a | b |\n',
  '|---',
  '~~a~~ ',
  '**a** ',
  'a_',
  'a-',
  'a/',
  '-> ',
  '\\',
  '[a](b.md) ',
  'https://a.b/c ',
  'ADR-0001 ',
  'superseded by ',
  'pros ',
  'benefits ',
  'status ',
  'status: ',
  '2026-11-22 ',
  '2026-',
  'tier ',
  '1.5 ms ',
  '99.9% ',
  'AKIA',
  'password=',
  'eyJ',
  'sk-',
  'https://a:',
  '-----BEGIN ',
  "n't ",
  'the ',
  'to be ',
  'we ',
  'not applicable ',
  '.json',
  '#a',
  'v1.1',
  '12:',
  'e-1',
]

/** A bait, at least `length` characters of it. */
export const long = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length))
