import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DAY,
  comparable,
  durationIn,
  durationOf,
  durationText,
  measureOf,
  measuresIn,
  moneyOf,
  quantityOf,
  rateOf,
  shareOf,
  trimmed,
} from '../../server/src/engine/documents/quantities.ts'
import { periodOf } from '../../server/src/engine/documents/schedules.ts'
import { worked } from '../support/worked.ts'

const HOUR = DAY / 24

test('Durations of the manifest, of ISO 8601 and of prose are milliseconds', () => {
  const cases: readonly [unknown, number | undefined][] = [
    ['50ms', 50],
    ['0.5s', 500],
    ['15m', 900_000],
    ['24h', DAY],
    ['30d rolling', 30 * DAY],
    ['2w', 14 * DAY],
    ['12mo', 365 * DAY],
    ['1y', 365 * DAY],
    ['1h30m', 1.5 * HOUR],
    ['1d 12h', 1.5 * DAY],
    ['PT15M', 900_000],
    ['P30D', 30 * DAY],
    ['P1DT12H', 1.5 * DAY],
    ['P1M', (365 / 12) * DAY],
    ['PT0.5S', 500],
    ['10 min', 600_000],
    ['90 seconds after the page', 90_000],
    ['0s', 0],
    ['5 M', undefined],
    ['50', undefined],
    [50, undefined],
    ['P', undefined],
    ['PT', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    ['5minutesish', undefined],
    ['3 requests', undefined],
  ]
  for (const [text, expected] of cases) assert.equal(durationOf(text), expected, JSON.stringify(text))
})

test('Measures carry dimension and base unit', () => {
  const cases: readonly [unknown, ReturnType<typeof measureOf>][] = [
    ['0.1%', { dimension: 'share', value: 0.001 }],
    ['5 percent', { dimension: 'share', value: 0.05 }],
    ['2 pp', { dimension: 'share', value: 0.02, of: 'point' }],
    ['2 percentage', { dimension: 'number', value: 2, of: 'percentage' }],
    ['€4k/month', { dimension: 'money', value: 4000, of: 'EUR', per: 'month' }],
    ['4,000 EUR per month', { dimension: 'money', value: 4000, of: 'EUR', per: 'month' }],
    ['$0.02 per 1k requests', { dimension: 'money', value: 0.02, of: 'USD', per: '1k-requests' }],
    ['250 kEUR', { dimension: 'money', value: 250_000, of: 'EUR' }],
    ['US$ 1.2M', { dimension: 'money', value: 1_200_000, of: 'USD' }],
    ['3000 rps', { dimension: 'rate', value: 3000, of: 'request' }],
    ['600 rpm', { dimension: 'rate', value: 10, of: 'request' }],
    ['86400 requests/day', { dimension: 'rate', value: 1, of: 'request' }],
    ['10k rps', { dimension: 'rate', value: 10_000, of: 'request' }],
    ['120 tokens per second', { dimension: 'rate', value: 120, of: 'token' }],
    ['12 GB', { dimension: 'bytes', value: 12e9 }],
    ['0.742', { dimension: 'number', value: 0.742 }],
    ['1,5', { dimension: 'number', value: 1.5 }],
    ['1,200', { dimension: 'number', value: 1200 }],
    ["1'200'000", { dimension: 'number', value: 1_200_000 }],
    ['-0.1', { dimension: 'number', value: -0.1 }],
    ['1e-3', { dimension: 'number', value: 0.001 }],
    ['0 breaking', { dimension: 'number', value: 0, of: 'breaking' }],
    ['5M', { dimension: 'number', value: 5_000_000 }],
    ['PT5M', { dimension: 'duration', value: 300_000 }],
    [0.5, { dimension: 'number', value: 0.5 }],
    ['about 5', undefined],
    [Number.NaN, undefined],
    [{}, undefined],
  ]
  for (const [text, expected] of cases) {
    const found = measureOf(text)
    assert.deepEqual(found && { ...found, value: Number(found.value.toPrecision(12)) }, expected, JSON.stringify(text))
  }
})

test('Measures are found in prose; versions, dates, clocks and names are none', () => {
  const words = (text: string): readonly string[] => measuresIn(text).map((m) => `${m.dimension} ${text.slice(m.range.start, m.range.end)}`)
  assert.deepEqual(words('p95 latency is below 50 ms at 3000 rps, and it costs €4k per month.'), ['duration 50 ms', 'rate 3000 rps', 'money €4k per month'])
  assert.deepEqual(words('Since v1.2.3 of 2024-05-01 at 10:30 the 3rd gpt4 model, xgboost 2.1.4'), [])
  assert.deepEqual(words('Traffic goes 1% → 10% → 100% over 24h.'), ['share 1%', 'share 10%', 'share 100%', 'duration 24h'])
  assert.deepEqual(words('(2.5 s; +3 %)'), ['duration 2.5 s', 'share +3 %'])
  assert.equal(durationIn('last 4 weeks'), 28 * DAY)
  assert.equal(durationIn('every 5 minutes'), 300_000)
  assert.equal(durationIn('training window'), undefined)
})

test('Shares, quantities, rates and money from fields', () => {
  assert.equal(shareOf(10, 'percent'), 0.1)
  assert.equal(shareOf('0.5%', 'ratio'), 0.005)
  assert.equal(shareOf(0.995, 'ratio'), 0.995)
  assert.equal(shareOf('50 ms', 'ratio'), undefined)
  assert.equal(quantityOf('4Gi'), 4 * 2 ** 30)
  assert.equal(quantityOf('500m'), 0.5)
  assert.equal(quantityOf(2), 2)
  assert.equal(quantityOf('4GB'), undefined)
  assert.equal(rateOf({ value: 3000, unit: 'rps' })?.value, 3000)
  assert.equal(rateOf({ value: 7200, unit: 'rows/h' })?.value, 2)
  assert.deepEqual(rateOf({ value: 5, unit: 'tokens/s' }), { dimension: 'rate', value: 5, of: 'token' })
  assert.equal(rateOf({ value: 86_400, per: 'day' })?.value, 1)
  assert.equal(rateOf({ unit: 'rps' }), undefined)
  assert.equal(rateOf('fast'), undefined)
  assert.deepEqual(moneyOf({ amount: 9, currency: 'USD', per: '1k-requests' }), { dimension: 'money', value: 9, of: 'USD', per: '1k-requests' })
  assert.equal(moneyOf({ amount: '9' }), undefined)
  assert.equal(moneyOf('9 apples'), undefined)
})

test('Only like is compared with like', () => {
  const can = (a: string, b: string): boolean => comparable(measureOf(a)!, measureOf(b)!)
  assert.ok(can('50 ms', '2 s'))
  assert.ok(!can('50 ms', '50'))
  assert.ok(!can('4 EUR per month', '4 USD per month'))
  assert.ok(!can('4 EUR per month', '4 EUR per year'))
  assert.ok(!can('5 tokens/s', '5 rps'))
})

test('Periods of schedules: words, durations and cron', () => {
  const cases: readonly [string, number | undefined][] = [
    ['hourly', HOUR],
    ['@daily', DAY],
    ['every 15 minutes', HOUR / 4],
    ['every day at 2', DAY],
    ['5m', HOUR / 12],
    ['0 2 * * *', DAY],
    ['*/5 * * * *', HOUR / 12],
    ['0 */6 * * *', 6 * HOUR],
    ['0 6,18 * * *', 12 * HOUR],
    ['0 2 * * 1', 7 * DAY],
    ['0 2 * * mon-fri', 3 * DAY],
    ['0 2 1 * *', (365 / 12) * DAY],
    ['per-batch', undefined],
    ['*/0 * * * *', undefined],
  ]
  for (const [text, expected] of cases) assert.equal(periodOf(text), expected, text)
})

test('Durations and numbers for people', () => {
  assert.deepEqual([50, 1500, 43.2 * 60_000, HOUR, 30 * DAY, 1.5 * DAY, 0, 0.25].map(durationText), ['50 ms', '1.5 s', '43 min 12 s', '1 h', '30 d', '1 d 12 h', '0 ms', '250 µs'])
  assert.deepEqual([0.1 + 0.2, 1234567, 3000, 0.00001, 99.95].map(trimmed), ['0.3', '1 235 000', '3000', '0.00001', '99.95'])
})

test('Long and hostile texts are read in linear time and without an exception', () => {
  const texts = [
    '9'.repeat(100_000),
    '1,'.repeat(50_000),
    '5 m '.repeat(50_000),
    '1h'.repeat(50_000),
    'P'.repeat(100_000),
    '€'.repeat(100_000),
    `${'1 '.repeat(50_000)}%`,
    '1e999 ms',
    '-',
    '+',
  ]
  const start = worked()
  for (const text of texts) {
    measureOf(text)
    measuresIn(text)
    periodOf(text)
    durationOf(text.slice(0, 299))
  }
  assert.ok(worked() - start < 5000)
})
