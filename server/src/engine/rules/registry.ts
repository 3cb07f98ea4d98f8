import type { Rule } from './types.ts'

const rules: readonly Rule[] = []

/** Every rule, declared and computed, sorted by id. The one list there is. */
export const allRules = (): readonly Rule[] => rules

/** The rule of a name or id. */
export const findRule = (nameOrId: string): Rule | undefined => rules.find((r) => r.name === nameOrId || r.id === nameOrId)
