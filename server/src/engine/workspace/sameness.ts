import type { Configuration } from '../packs/configuration.ts'
import { sameValue } from './caches.ts'
import type { AdrGraph } from './view.ts'

/** Compiled globs are functions and never equal; a configuration is the same when it was read from the same settings. */
export const sameConfiguration = (a: Configuration, b: Configuration): boolean => sameValue(plainConfiguration(a), plainConfiguration(b))

const plainConfiguration = (c: Configuration): unknown => ({
  ...c,
  include: c.include.map((g) => g.pattern),
  exclude: c.exclude.map((g) => g.pattern),
  evidence: c.evidence.map((g) => g.pattern),
  kinds: c.kinds.map(({ kind, glob }) => [kind, glob.pattern]),
  rules: [...c.rules],
  overrides: c.overrides.map(({ globs, rules }) => [globs.map((g) => g.pattern), [...rules]]),
})

export const sameAdrs = (a: AdrGraph, b: AdrGraph): boolean => sameValue(a.nodes, b.nodes)

export const sameEntries = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean => sameValue([...a], [...b])
