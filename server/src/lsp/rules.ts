import { allRules } from '../engine/index.ts'
import type { RuleExample } from '../engine/index.ts'
import type { RuleExampleDto, RulesResult } from '../protocol/index.ts'

/** `plumbline/rules`: every rule with what its page shows. */
export const ruleCatalogue = (): RulesResult => ({
  rules: allRules()
    .map(({ id, name, category, title, kinds, severity, satisfiedBy, why, help, references, examples }) => ({
      id,
      name,
      category,
      title,
      kinds,
      severities: typeof severity === 'string' ? Array.from({ length: 4 }, () => severity) : severity,
      satisfiedBy,
      why,
      help,
      references,
      good: first(examples.good),
      bad: first(examples.bad),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
})

const first = ([example]: readonly RuleExample[]): RuleExampleDto | null => (example ? { path: example.path, text: example.text } : null)
