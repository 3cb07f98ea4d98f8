import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gapsOf } from '../../server/src/engine/controls/manifest-requirements.ts'
import type { Fields } from '../../server/src/engine/controls/manifest-requirements.ts'
import type { Requirement } from '../../server/src/engine/controls/types.ts'
import { isLike } from '../../server/src/engine/controls/wildcard.ts'
import { parseYaml } from '../../server/src/engine/syntax/yaml.ts'
import { worked } from '../support/worked.ts'

const fields = (text: string, more: Partial<Fields> = {}): Fields => ({
  root: parseYaml(text).value.documents[0]?.root ?? null,
  tier: 2,
  stage: 'production',
  applies: (p) => p === 'online',
  link: (target) => ({
    exists: target.startsWith('runbooks/') ? true : target.startsWith('maybe/') ? undefined : false,
    type: target.includes('drift') ? 'drift-response' : undefined,
  }),
  waivable: true,
  ...more,
})

/** Gaps, one a line: `path state say`. */
const gaps = (requirement: Requirement, text: string, more?: Partial<Fields>): readonly string[] =>
  gapsOf(requirement, fields(text, more)).map((g) => `${g.path.join('.')} ${g.state} ${g.say}`)

describe('requirements on fields', () => {
  const ROWS: readonly (readonly [title: string, requirement: Requirement, text: string, expected: readonly string[], more?: Partial<Fields>])[] = [
    ['a value', { present: 'a.maxTime' }, 'a: {maxTime: 5m}', []],
    ['zero and false say something', { all: [{ present: 'a' }, { present: 'b' }] }, '{a: 0, b: false}', []],
    ['nothing there', { present: 'a.maxTime' }, 'a: {}', ['a.maxTime absent max time']],
    ['no text at all', { present: 'a.maxTime' }, '', ['a.maxTime absent max time']],
    ['a scalar where an object belongs', { present: 'a.b.c' }, 'a: 3', ['a.b.c absent c']],
    ['empty text', { present: 'a' }, 'a: ""', ['a empty a']],
    ['a key with nothing', { present: 'a' }, 'a:', ['a empty a']],
    ['an empty list', { present: 'a' }, 'a: []', ['a empty a']],
    ['a list of nothing', { present: 'a' }, 'a: ["", ~]', ['a empty a']],
    ['an object of placeholders', { present: 'a' }, 'a: {b: TODO, c: {d: TBD}}', ['a placeholder a']],
    ['notes are nobody’s content', { present: 'a' }, 'a: {notes: hello}', ['a empty a']],
    ...['TODO', 'TBD', 'tbd by Q3', 'n/a', 'N/A', 'none', 'the team', 'Everyone', '"-"', '"???"', '<owner>', 'unknown'].map(
      (word) => [`placeholder ${word}`, { present: 'a' }, `a: ${word}`, ['a placeholder a']] as const,
    ),
    ['a name of its own', { present: 'a', say: 'owner' }, 'b: 1', ['a absent owner']],
    ['any: one is enough', { any: [{ present: 'a' }, { present: 'b' }] }, 'b: 1', []],
    ['any: the nearest is reported', { any: [{ all: [{ present: 'a' }, { present: 'b' }] }, { all: [{ present: 'c' }, { present: 'd' }] }] }, 'd: 1', ['c absent c']],
    ['any: what does not apply satisfies nothing', { any: [{ present: 'a' }, { present: 'b', when: { tier: [4] } }] }, 'c: 1', ['a absent a']],
    ['not', { not: { value: { path: 'a', in: ['x'] } } }, 'a: x', ['a wrong a']],
    ['not: held', { not: { value: { path: 'a', in: ['x'] } } }, 'a: y', []],
    ['count: enough', { count: { of: [{ present: 'a' }, { present: 'b' }, { present: 'c' }], atLeast: 2 } }, '{a: 1, b: 1}', []],
    ['count: all that is missing', { count: { of: [{ present: 'a' }, { present: 'b' }, { present: 'c' }], atLeast: 2 } }, '{a: 1}', ['b absent b', 'c absent c']],
    ['count by tier', { count: { of: [{ present: 'a' }, { present: 'b' }], atLeast: [2, 2, 1, 1] } }, '{a: 1}', [], { tier: 3 }],
    ['count: never more than apply', { count: { of: [{ present: 'a' }, { present: 'b', when: { applies: ['llm'] } }], atLeast: 2 } }, '{a: 1}', []],
    ['each', { each: { in: 'l', require: { present: '.m' } } }, 'l: [{m: 1}, {n: 1}]', ['l.1.m absent m']],
    ['each: no list, nothing owed', { each: { in: 'l', require: { present: '.m' } } }, 'k: 1', []],
    ['each: where', { each: { in: 'l', where: { value: { path: '.t', in: ['x'] } }, require: { present: '.m' } } }, 'l: [{t: y}, {t: x}]', ['l.1.m absent m']],
    ['some', { some: { in: 'l', require: { present: '.m' } } }, 'l: [{n: 1}, {m: 1}]', []],
    ['some: the nearest item', { some: { in: 'l', require: { all: [{ present: '.m' }, { present: '.n' }] } } }, 'l: [{}, {n: 1}]', ['l.1.m absent m']],
    ['some: no list', { some: { in: 'l', require: { present: '.m' } } }, 'k: 1', ['l absent l']],
    ['some: fields of the whole', { some: { in: 'l', require: { present: 'k' } } }, '{k: 1, l: [1]}', []],
    ['value in', { value: { path: 'a', in: [true] } }, 'a: false', ['a wrong a']],
    ['value in: of a list', { value: { path: 'a', in: ['Canary'] } }, 'a: [shadow, canary]', []],
    ['value notIn: absent holds', { value: { path: 'a', notIn: ['none'] } }, 'b: 1', []],
    ['matches', { matches: { path: 'a', like: ['*.pkl', 's3://*'] } }, 'a: S3://x/y.PKL', []],
    ['matches not', { matches: { path: 'a', like: ['*.pkl'] } }, 'a: model.onnx', ['a wrong a']],
    ['tier', { tier: 'a' }, 'a: Tier 2', []],
    ['tier: not one', { tier: 'a' }, 'a: 7', ['a wrong a']],
    ['differs', { differs: ['a', 'b'] }, '{a: 4.2.0, b: 4.2.0}', ['a wrong a']],
    ['differs: one is absent', { differs: ['a', 'b'] }, '{a: 4.2.0}', []],
    ['link', { link: { path: 'a' } }, 'a: [nowhere.md, runbooks/x.md]', []],
    ['link: nothing there', { link: { path: 'a' } }, 'a: [nowhere.md]', ['a wrong a']],
    ['link: the host cannot tell', { link: { path: 'a' } }, 'a: maybe/x.md', []],
    ['link: by what it leads to', { link: { path: 'a', type: 'drift-response' } }, 'a: [runbooks/on-drift.md]', []],
    ['link: of another kind', { link: { path: 'a', like: ['*failure*'] } }, 'a: [runbooks/on-drift.md]', ['a absent a']],
    ['groups', { groups: { in: 'l', by: '.n', of: { x: ['auc*', 'recall*'] }, atLeast: 2 } }, 'l: [{n: auc}, {n: recall}]', ['l.0.n wrong n']],
    ['groups: two', { groups: { in: 'l', by: '.n', of: { x: ['auc*'] }, atLeast: 2 } }, 'l: [{n: auc}, {n: ece}]', []],
    ['when: tier', { present: 'a', when: { tier: [1] } }, 'b: 1', []],
    ['when: predicate', { present: 'a', when: { applies: ['online'] } }, 'b: 1', ['a absent a']],
    ['when: unless', { present: 'a', when: { unless: ['online'] } }, 'b: 1', []],
    ['when: fields', { present: 'a', when: { holds: { present: 'b' } } }, 'b: 1', ['a absent a']],
    ['not applicable, with a reason', { present: 'a.b.c' }, 'a: {notApplicable: {reason: nothing is served}}', []],
    ['not applicable at the list', { some: { in: 'a.l', require: { present: '.m' } } }, 'a: {l: {notApplicable: {reason: nothing is served}}}', []],
    ['not applicable, without a reason', { present: 'a.b' }, 'a: {notApplicable: {reason: TBD}}', ['a.b absent b']],
    ['not applicable where it is no answer', { present: 'a.b' }, 'a: {b: {notApplicable: {reason: nothing is served}}}', ['a.b empty b'], { waivable: false }],
    ['front matter: loose keys', { tier: 'riskTier' }, 'Risk tier: 2', [], { loose: true }],
    ['keys are exact in manifests', { tier: 'riskTier' }, 'risk_tier: 2', ['riskTier absent risk tier']],
    ['keys that every object has', { present: 'constructor.name' }, 'a: 1', ['constructor.name absent name']],
  ]
  for (const [title, requirement, text, expected, more] of ROWS) it(title, () => assert.deepEqual(gaps(requirement, text, more), expected))
})

describe('shapes with *', () => {
  for (const [text, pattern, expected] of [
    ['model.pkl', '*.pkl', true],
    ['model.pkl.gz', '*.pkl', false],
    ['abc', 'abc', true],
    ['abcd', 'abc', false],
    ['aXbXc', 'a*b*c', true],
    ['ac', 'a*b*c', false],
    ['aba', 'ab*ba', false],
    ['', '*', true],
    ['a.b', 'a?b', false],
    ['(x)', '(*)', true],
  ] as const)
    it(`${text} ${expected ? 'is' : 'is not'} like ${pattern}`, () => assert.equal(isLike(text, pattern), expected))

  it('is quick on hostile text', () => {
    const start = worked()
    assert.equal(isLike('a'.repeat(200_000), `${'*a'.repeat(50)}*b`), false)
    assert.ok(worked() - start < 200)
  })
})
