import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureOf } from '../../server/src/engine/documents/quantities.ts'
import { alertLevelsOf, direction, exclude, keeps, resolved, thresholdOf } from '../../server/src/engine/documents/thresholds.ts'

const read = (value: unknown): NonNullable<ReturnType<typeof thresholdOf>> => {
  const threshold = thresholdOf(value)
  assert.ok(threshold, JSON.stringify(value))
  return threshold
}

test('Thresholds as manifests write them', () => {
  assert.deepEqual(read('p95 <= 50 ms'), { what: 'p95', op: '<=', value: { dimension: 'duration', value: 50 } })
  assert.deepEqual(read('cpu < 70%'), { what: 'cpu', op: '<', value: { dimension: 'share', value: 0.7 } })
  assert.deepEqual(read('≥ 0.72'), { op: '>=', value: { dimension: 'number', value: 0.72 } })
  assert.deepEqual(read('== 0 breaking'), { op: '==', value: { dimension: 'number', value: 0, of: 'breaking' } })
  assert.deepEqual(read('between 0.8 and 1.25'), { op: 'between', value: { dimension: 'number', value: 0.8 }, high: { dimension: 'number', value: 1.25 } })
  assert.deepEqual(read('ratio between 2 and 5%'), { what: 'ratio', op: 'between', value: { dimension: 'share', value: 0.02 }, high: { dimension: 'share', value: 0.05 } })
  assert.deepEqual(read('<= champion * 1.05'), { op: '<=', value: { dimension: 'number', value: 0 }, relativeTo: 'champion', factor: 1.05 })
  assert.deepEqual(read('>= control - 0.1'), { op: '>=', value: { dimension: 'number', value: -0.1 }, relativeTo: 'control', factor: 1 })
  assert.deepEqual(read('>= baseline + 5%'), { op: '>=', value: { dimension: 'number', value: 0 }, relativeTo: 'baseline', factor: 1.05 })
  assert.deepEqual(read('>= previous'), { op: '>=', value: { dimension: 'number', value: 0 }, relativeTo: 'previous', factor: 1 })
  assert.deepEqual(read({ op: '<=', value: 50, unit: 'ms', what: 'p95' }), { what: 'p95', op: '<=', value: { dimension: 'duration', value: 50 } })
  assert.deepEqual(read({ op: 'between', value: [1, 2] }).high, { dimension: 'number', value: 2 })
  for (const none of ['0.72', 'high', '<=', '>= good', 'between 1', '', null, 5, {}, { op: '~', value: 1 }, `${'x'.repeat(500)} < 5`])
    assert.equal(thresholdOf(none), undefined, JSON.stringify(none))
})

test('Levels of an alert', () => {
  assert.deepEqual(Object.keys(alertLevelsOf({ warn: '> 0.1', alert: '> 0.2' })), ['warn', 'alert'])
  assert.deepEqual(Object.keys(alertLevelsOf('> 0.2')), ['alert'])
  assert.deepEqual(alertLevelsOf({ warn: 'high' }), {})
})

test('A value keeps a limit, breaks it, or cannot be compared', () => {
  const cases: readonly [string, string | number, boolean | undefined][] = [
    ['>= 0.72', 0.742, true],
    ['>= 0.72', 0.72, true],
    ['> 0.72', 0.72, false],
    ['<= 50 ms', '0.041 s', true],
    ['<= 50 ms', '51 ms', false],
    ['<= 50 ms', 41, undefined],
    ['between 0.8 and 1.25', 1.3, false],
    ['== 0 breaking', 0, true],
    ['>= 72%', 0.7, false],
    ['>= 72%', 0.742, undefined],
    ['>= 72%', '74%', true],
    ['<= champion', 0.5, undefined],
    ['<= 0.3', 0.1 + 0.2, true],
  ]
  for (const [limit, value, expected] of cases) assert.equal(keeps(read(limit), measureOf(value)!), expected, `${value} ${limit}`)
})

test('Relative limits are resolved with the reference', () => {
  assert.equal(keeps(resolved(read('>= champion - 0.01'), 0.728)!, measureOf(0.72)!), true)
  assert.equal(keeps(resolved(read('>= champion'), 0.728)!, measureOf(0.72)!), false)
  assert.equal(keeps(resolved(read('<= champion * 1.05'), 100)!, measureOf(106)!), false)
  assert.equal(resolved(read('>= champion'), undefined), undefined)
})

test('Limits that no value can keep exclude each other', () => {
  const cases: readonly [string, string, boolean | undefined][] = [
    ['>= 0.8', '<= 0.7', true],
    ['>= 0.8', '<= 0.9', false],
    ['> 0.8', '<= 0.8', true],
    ['>= 0.8', '<= 0.8', false],
    ['between 1 and 2', '== 3', true],
    ['>= 50 ms', '<= 0.7', undefined],
  ]
  for (const [a, b, expected] of cases) assert.equal(exclude(read(a), read(b)), expected, `${a} and ${b}`)
  assert.equal(direction(read('<= 5')), 'down')
  assert.equal(direction(read('between 1 and 2')), undefined)
})
