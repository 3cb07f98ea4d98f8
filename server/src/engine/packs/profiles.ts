import type { Tier } from '../documents/kinds.ts'
import data from './generated/profiles.json' with { type: 'json' }

type Level = 'error' | 'warning' | 'info' | 'off'
/** Severities in tiers 1 to 4. */
export type Levels = readonly [Level, Level, Level, Level]

/** How strict the standard is for a kind of organisation: `schemas/standard/profiles.yaml`. */
export interface Profile {
  readonly title: string
  readonly description: string
  /** Predicates that hold for every document. */
  readonly predicates?: readonly string[]
  /** The rules that are left; all others are off. */
  readonly only?: readonly string[]
  /** Options by rule. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly lower?: { readonly tiers: readonly Tier[]; readonly except?: readonly string[] }
  /** Severities in tiers 1–4 by rule. */
  readonly rules?: Readonly<Record<string, Levels>>
}

const profiles = data.profiles as unknown as Readonly<Record<string, Profile>>

/** Names of the profiles of the standard. */
export const profileNames = (): readonly string[] => Object.keys(profiles)

/** The profile of a name. */
export const findProfile = (name: string): Profile | undefined => (Object.hasOwn(profiles, name) ? profiles[name] : undefined)

/** What a profile says of a rule. */
export interface ProfileSetting {
  /** Severities in tiers 1–4 in place of the rule's own. */
  readonly levels?: Levels
  /** Tiers judged a step milder. */
  readonly lowered?: readonly Tier[]
}

const OFF: ProfileSetting = { levels: ['off', 'off', 'off', 'off'] }

/** What a profile changes about a rule; `undefined` where nothing. */
export function profileSetting({ only, rules, lower }: Profile, rule: string): ProfileSetting | undefined {
  if (only) return only.includes(rule) ? undefined : OFF
  const levels = rules && Object.hasOwn(rules, rule) ? rules[rule] : undefined
  if (levels) return { levels }
  return lower && !lower.except?.includes(rule) ? { lowered: lower.tiers } : undefined
}
