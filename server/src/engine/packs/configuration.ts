import { DOCUMENT_KINDS } from '../documents/kinds.ts'
import type { DocumentKind, Tier } from '../documents/kinds.ts'
import { parseTier } from '../documents/identity.ts'
import { yamlAt, yamlToJs } from '../syntax/yaml.ts'
import type { YamlEntry, YamlNode, YamlSeq } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { compileGlob } from './glob.ts'
import type { Glob } from './glob.ts'
import { findProfile, profileNames, profileSetting } from './profiles.ts'
import type { Levels, Profile, ProfileSetting } from './profiles.ts'

/** Where a workspace keeps its configuration. */
export const CONFIGURATION_PATHS = ['.plumbline.yaml', '.plumbline.yml'] as const

/** Whether a path is that of the configuration. */
export const isConfigurationPath = (path: string): boolean => (CONFIGURATION_PATHS as readonly string[]).includes(path)

export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const
const SEVERITIES = ['off', 'error', 'warning', 'info'] as const

/** What a configuration says about one rule. */
export interface RuleSetting {
  readonly severity: (typeof SEVERITIES)[number] | undefined
  /** Severities in tiers 1 to 4. */
  readonly levels?: Levels | undefined
  readonly options: Readonly<Record<string, unknown>>
  /** What the profile makes of the rule, where the configuration itself says nothing. */
  readonly profile?: ProfileSetting | undefined
}

export interface Override {
  readonly globs: readonly Glob[]
  readonly rules: ReadonlyMap<string, RuleSetting>
}

/** Something in the configuration that cannot be applied; the rest is. */
export interface ConfigurationProblem {
  readonly range: Range
  readonly message: string
  readonly help: string
}

/** The workspace configuration as applied. */
export interface Configuration {
  readonly packs: readonly string[]
  readonly profile: string | undefined
  /** The profile that applies. */
  readonly applied: Profile | undefined
  readonly include: readonly Glob[]
  readonly exclude: readonly Glob[]
  readonly kinds: readonly { readonly kind: DocumentKind; readonly glob: Glob }[]
  readonly evidence: readonly Glob[]
  /** Tier of documents that state none. */
  readonly defaultTier: Tier
  readonly rules: ReadonlyMap<string, RuleSetting>
  readonly overrides: readonly Override[]
  readonly baseline: string | undefined
  readonly failOn: (typeof FAIL_ON)[number] | undefined
  readonly problems: readonly ConfigurationProblem[]
}

export const DEFAULT_CONFIGURATION: Configuration = {
  packs: [],
  profile: undefined,
  applied: undefined,
  include: [],
  exclude: [],
  kinds: [],
  evidence: [],
  defaultTier: 2,
  rules: new Map(),
  overrides: [],
  baseline: undefined,
  failOn: undefined,
  problems: [],
}

/**
 * Reads a configuration document; its settings stand under `spec` or at the top. What is wrong becomes a problem at its place, what is right applies.
 * `isRule` tells whether a rule name or id exists; settings are kept under the name it gives.
 */
export function readConfiguration(root: YamlNode | null, ruleName: (nameOrId: string) => string | undefined): Configuration {
  const reader = new Reader(ruleName)
  const body = yamlAt(root, ['spec']) ?? root
  if (body === null || body === undefined) return DEFAULT_CONFIGURATION
  return reader.read(body)
}

/** Whether the configuration lets Plumbline look at a path at all. */
export const isIncluded = ({ include, exclude }: Configuration, path: string): boolean =>
  (include.length === 0 || include.some((glob) => glob.matches(path))) && !exclude.some((glob) => glob.matches(path))

/** The kind that the `kinds` globs give a path; the first glob that matches counts. */
export function configuredKind({ kinds }: Configuration, path: string): { readonly kind: DocumentKind; readonly glob: string } | undefined {
  const found = kinds.find(({ glob }) => glob.matches(path))
  return found ? { kind: found.kind, glob: found.glob.pattern } : undefined
}

const NO_OPTIONS: RuleSetting['options'] = {}

/** Setting of a rule for a path: later overrides win over earlier ones and over `rules`; options merge. */
export function ruleSetting({ rules, overrides, applied }: Configuration, rule: string, path: string): RuleSetting {
  let { severity, levels } = rules.get(rule) ?? { severity: undefined, levels: undefined }
  const shared = applied?.options?.[rule]
  let options = shared ? { ...shared, ...rules.get(rule)?.options } : (rules.get(rule)?.options ?? NO_OPTIONS)
  for (const override of overrides) {
    const own = override.rules.get(rule)
    if (!own || !override.globs.some((glob) => glob.matches(path))) continue
    if (own.severity || own.levels) ({ severity, levels } = own)
    options = { ...options, ...own.options }
  }
  return { severity, levels, options, profile: applied && profileSetting(applied, rule) }
}

/** A configuration under the profile of a name, or under its own; an unknown name changes nothing. */
export function withProfile(configuration: Configuration, name: string | undefined): Configuration {
  const wanted = name ?? configuration.profile
  return wanted === undefined ? configuration : { ...configuration, applied: findProfile(wanted) }
}

/** Four severities, for tiers 1 to 4. */
function levelsOf({ items }: YamlSeq): Levels | undefined {
  const levels = items.map((item) => (item?.kind === 'scalar' ? SEVERITIES.find((s) => s === (item.value === false ? 'off' : item.value)) : undefined))
  const [a, b, c, d] = levels
  return a && b && c && d && levels.length === 4 ? [a, b, c, d] : undefined
}

class Reader {
  readonly #ruleName: (nameOrId: string) => string | undefined
  readonly #problems: ConfigurationProblem[] = []

  constructor(ruleName: (nameOrId: string) => string | undefined) {
    this.#ruleName = ruleName
  }

  read(body: YamlNode): Configuration {
    if (body.kind !== 'map') {
      this.#problem(body.range, 'The configuration is not a map of settings', 'Write settings as `name: value`, for instance `defaultTier: 2`')
      return { ...DEFAULT_CONFIGURATION, problems: this.#problems }
    }
    return {
      packs: this.#texts(body, 'packs'),
      profile: this.#profile(body),
      applied: undefined,
      include: this.#globs(body, 'include'),
      exclude: this.#globs(body, 'exclude'),
      kinds: this.#kinds(body),
      evidence: this.#globs(body, 'evidence'),
      defaultTier: this.#tier(body),
      rules: this.#rules(yamlAt(body, ['rules'])),
      overrides: this.#overrides(yamlAt(body, ['overrides'])),
      baseline: this.#text(body, 'baseline'),
      failOn: this.#oneOf(body, 'failOn', FAIL_ON),
      problems: this.#problems,
    }
  }

  #problem(range: Range, message: string, help: string): void {
    this.#problems.push({ range, message, help })
  }

  #text(body: YamlNode, key: string): string | undefined {
    const node = yamlAt(body, [key])
    if (!node) return undefined
    if (node.kind === 'scalar' && typeof node.value === 'string') return node.value
    this.#problem(node.range, `${key} is not a text`, `Write ${key} as one text`)
    return undefined
  }

  #profile(body: YamlNode): string | undefined {
    const name = this.#text(body, 'profile')
    // A pack may bring profiles of its own.
    if (name !== undefined && !findProfile(name) && !yamlAt(body, ['packs']))
      this.#problem(yamlAt(body, ['profile'])!.range, `There is no profile '${name}'`, `Profiles are ${profileNames().join(', ')}`)
    return name
  }

  #items(body: YamlNode, key: string): readonly YamlNode[] {
    const node = yamlAt(body, [key])
    if (!node) return []
    if (node.kind === 'map') {
      this.#problem(node.range, `${key} is a map, not a list`, `Write ${key} as a list`)
      return []
    }
    return node.kind === 'seq' ? node.items.filter((item) => item !== null) : [node]
  }

  #texts(body: YamlNode, key: string): readonly string[] {
    return this.#items(body, key).flatMap((item) => {
      if (item.kind === 'scalar' && typeof item.value === 'string') return [item.value]
      // A pack may come with its version: `{name: x, version: y}`.
      const name = item.kind === 'map' ? (yamlAt(item, ['name']) ?? yamlAt(item, ['path'])) : undefined
      if (name?.kind === 'scalar' && typeof name.value === 'string') return [name.value]
      this.#problem(item.range, `An entry of ${key} is not a text`, `List the ${key} as texts`)
      return []
    })
  }

  #globs(body: YamlNode, key: string): readonly Glob[] {
    return this.#items(body, key).flatMap((item) => this.#glob(item, key))
  }

  #glob(item: YamlNode, key: string): readonly Glob[] {
    // `evidence` may say what reads the files: `{glob: …, adapter: …}`.
    const node = item.kind === 'map' ? (yamlAt(item, ['glob']) ?? yamlAt(item, ['path']) ?? item) : item
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') {
      this.#problem(item.range, `An entry of ${key} is not a glob`, 'Write a glob such as `docs/**/*.md`')
      return []
    }
    const compiled = compileGlob(node.value)
    if ('glob' in compiled) return [compiled.glob]
    this.#problem(node.range, `${key}: ${compiled.error}`, 'Use `**`, `*`, `?` and `{a,b}`')
    return []
  }

  #kinds(body: YamlNode): Configuration['kinds'] {
    const node = yamlAt(body, ['kinds'])
    if (!node) return []
    if (node.kind !== 'map') {
      this.#problem(node.range, 'kinds is not a map', 'Write `kinds:` as a map from kind to globs, for instance `adr: docs/decisions/**`')
      return []
    }
    return node.entries.flatMap((entry) => {
      // Both `adr: [globs]` and `'docs/rfcs/**': ml-design-doc` are read.
      const byKind = DOCUMENT_KINDS.find((kind) => kind === entry.key)
      if (byKind) return this.#items(node, entry.key).flatMap((item) => this.#glob(item, 'kinds').map((glob) => ({ kind: byKind, glob })))
      return this.#kindOfGlob(entry)
    })
  }

  #kindOfGlob({ key, keyRange, value }: YamlEntry): Configuration['kinds'] {
    const named = value?.kind === 'scalar' ? DOCUMENT_KINDS.find((kind) => kind === value.value) : undefined
    const compiled = compileGlob(key)
    if (named && 'glob' in compiled) return [{ kind: named, glob: compiled.glob }]
    if (/[*/.]/.test(key) && value)
      this.#problem(value.range, `'${value.kind === 'scalar' ? String(value.value) : key}' is not a kind of document`, `Kinds are ${DOCUMENT_KINDS.join(', ')}`)
    else this.#problem(keyRange, `'${key}' is not a kind of document`, `Kinds are ${DOCUMENT_KINDS.join(', ')}`)
    return []
  }

  #tier(body: YamlNode): Tier {
    const node = yamlAt(body, ['defaultTier'])
    if (!node) return DEFAULT_CONFIGURATION.defaultTier
    const tier = node.kind === 'scalar' ? parseTier(String(node.value)) : undefined
    if (tier === undefined) this.#problem(node.range, 'defaultTier is not a tier', 'Tiers are 1 (critical) to 4 (low)')
    return tier ?? DEFAULT_CONFIGURATION.defaultTier
  }

  #oneOf<T extends string>(body: YamlNode, key: string, values: readonly T[]): T | undefined {
    const node = yamlAt(body, [key])
    if (!node) return undefined
    const found = node.kind === 'scalar' ? values.find((value) => value === node.value) : undefined
    if (!found) this.#problem(node.range, `${key} is not one of ${values.join(', ')}`, `Write one of ${values.join(', ')}`)
    return found
  }

  #rules(node: YamlNode | null | undefined): ReadonlyMap<string, RuleSetting> {
    const settings = new Map<string, RuleSetting>()
    if (!node) return settings
    if (node.kind !== 'map') {
      this.#problem(node.range, 'rules is not a map', 'Write `rules:` as a map from rule name to severity')
      return settings
    }
    for (const entry of node.entries) {
      const name = this.#ruleName(entry.key)
      if (name === undefined) this.#problem(entry.keyRange, `There is no rule '${entry.key}'`, '`plumbline rules` lists the rules')
      const setting = this.#setting(entry)
      if (setting && name !== undefined) settings.set(name, setting)
    }
    return settings
  }

  #setting({ key, keyRange, value }: YamlEntry): RuleSetting | undefined {
    const severityNode = value?.kind === 'map' ? yamlAt(value, ['severity']) : value
    // YAML 1.1 habits: an unquoted `off` may have been read as false.
    const written = severityNode?.kind === 'scalar' ? (severityNode.value === false ? 'off' : severityNode.value) : undefined
    const severity = SEVERITIES.find((s) => s === written)
    const optionsNode = value?.kind === 'map' ? yamlAt(value, ['options']) : undefined
    const levels = severityNode?.kind === 'seq' ? levelsOf(severityNode) : undefined
    if (severityNode && !severity && !levels)
      this.#problem(severityNode.range, `The severity of ${key} is not one of ${SEVERITIES.join(', ')}`, `Write one of ${SEVERITIES.join(', ')}, or four of them for tiers 1 to 4`)
    if (!value) this.#problem(keyRange, `The rule ${key} has no setting`, `Write one of ${SEVERITIES.join(', ')}`)
    if (optionsNode && optionsNode.kind !== 'map') this.#problem(optionsNode.range, `The options of ${key} are not a map`, 'Write options as `name: value`')
    if (!severity && !levels && optionsNode?.kind !== 'map') return undefined
    return { severity, levels, options: optionsNode?.kind === 'map' ? (yamlToJs(optionsNode) as Record<string, unknown>) : {} }
  }

  #overrides(node: YamlNode | null | undefined): readonly Override[] {
    if (!node) return []
    if (node.kind !== 'seq') {
      this.#problem(node.range, 'overrides is not a list', 'Write `overrides:` as a list of `{files, rules}`')
      return []
    }
    return node.items.flatMap((item) => {
      if (item?.kind !== 'map') {
        if (item) this.#problem(item.range, 'An override is not a map', 'Write `files` (globs) and `rules`')
        return []
      }
      const key = ['files', 'paths', 'glob', 'globs'].find((name) => yamlAt(item, [name]))
      if (key === undefined) {
        this.#problem(
          { start: item.range.start, end: Math.min(item.range.end, item.entries[0]?.keyRange.end ?? item.range.end) },
          'An override has no files',
          'Add `files` with the globs it applies to',
        )
        return []
      }
      return [{ globs: this.#globs(item, key), rules: this.#rules(yamlAt(item, ['rules'])) }]
    })
  }
}
