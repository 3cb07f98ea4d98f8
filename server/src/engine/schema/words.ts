import type { SchemaPlace } from './lookup.ts'

/** What the shared definitions of the schemas ask for, in words. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  Duration: 'a duration such as `50ms`, `15m` or `30d`',
  DurationWindow: 'a duration such as `28d`, optionally with `rolling` or `calendar`',
  Percent: 'a percentage: a number from 0 to 100, or text such as `"0.1%"`',
  Ratio: 'a ratio between 0 and 1',
  Money: 'an amount of money: `{amount: 4000, currency: EUR, per: month}`',
  MoneyOrText: 'an amount of money: `{amount: 4000, currency: EUR, per: month}`, or a text',
  Quantity: 'a quantity such as `4Gi` or `500m`',
  Rate: 'a rate: `{value: 120, unit: rps}`',
  Threshold: 'a limit such as `p95 <= 50 ms` or `<= champion * 1.05`',
  AlertThreshold: 'a limit such as `p95 <= 50 ms`, or `{warn, alert}`',
  OwnerRef: 'an owner such as `team:payments-ml`, `user:j.doe`, `@org/team` or an e-mail address',
  OwnerRefOrNotApplicable: 'an owner such as `team:payments-ml`, `user:j.doe`, `@org/team` or an e-mail address',
  Owners: 'an owner such as `team:payments-ml`, `user:j.doe` or an e-mail address, or a list of them',
  Ref: 'a path from the repository root, or an https URL',
  RefOrNotApplicable: 'a path from the repository root, or an https URL',
  Refs: 'a path or URL, or a list of them',
  Digest: 'a digest such as `sha256:<64 hex digits>`',
  Date: 'a date such as `2026-11-22` (YYYY-MM-DD)',
  DateTime: 'a date or time such as `2026-11-22` or `2026-11-22T08:00:00Z`',
  Version: 'a version such as `4.2.0`',
  Tier: 'a risk tier: 1, 2, 3 or 4',
  Text: 'a text',
  Texts: 'a text or a list of texts',
  Ids: 'an id such as `ADR-0003`, or a list of them',
  TextOrNotApplicable: 'a text',
  TextsOrNotApplicable: 'a list of texts',
  FlagOrText: 'true, false or a text',
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object with keys',
  array: 'a list',
  null: 'empty',
}

/** What may stand at a place, in words: `a duration such as `50ms``. `instead` adds the way out for requirements that do not apply. */
export function expectation(places: readonly SchemaPlace[], instead: boolean): string {
  const named = places.find((p) => p.definition !== undefined && Object.hasOwn(DEFINITIONS, p.definition))
  const words = named ? DEFINITIONS[named.definition!]! : byType(places)
  return instead ? `${words}, or \`{notApplicable: {reason: …}}\`` : words
}

function byType(places: readonly SchemaPlace[]): string {
  const types = [...new Set(places.flatMap(({ schema }) => (schema.type === undefined ? [] : [schema.type].flat())))]
  const example = places.find(({ schema }) => schema.examples?.length)?.schema.examples?.[0]
  const words = types.map((type) => TYPES[type] ?? type)
  const text = words.length < 2 ? (words[0] ?? 'a value of the schema') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
  return example === undefined ? text : `${text} such as \`${typeof example === 'string' ? example : JSON.stringify(example)}\``
}
