import { defineRule } from '../types.ts'
import type { Report, RuleExample } from '../types.ts'
import { isDone, isDropped, isFilled, itemLists } from './roadmap-items.ts'
import type { ItemField } from './roadmap-items.ts'

const OWED: readonly (readonly [ItemField, string])[] = [
  ['owner', 'owner'],
  ['when', 'date or quarter'],
  ['metric', 'metric or outcome'],
  ['status', 'status'],
]

const roadmap = (items: string): RuleExample => ({ path: 'docs/ml-roadmap.md', text: `---\nkind: roadmap\n---\n# Roadmap\n\n## Items\n\n${items}\n` })

export default defineRule({
  id: 'PL-GOV-020',
  name: 'roadmap-item-incomplete',
  category: 'governance',
  title: 'Roadmap item incomplete',
  kinds: ['roadmap'],
  severity: 'warning',
  satisfiedBy: 'Each item with its owner, date or quarter, metric or outcome, and status; where there is a column of evidence, done items with a link',
  why: 'An item without owner and measure is a wish; nobody can say whether it was kept',
  help: 'Fill in what is missing, or take the item out',
  references: ['NIST AI RMF 1.0, GOVERN 2.1'],
  examples: {
    good: [roadmap('| Item | Owner | Quarter | Metric | Status |\n|---|---|---|---|---|\n| Registry | team:platform | Q3 2199 | all models registered | planned |')],
    bad: [
      roadmap('| Item | Owner | Quarter | Metric | Status |\n|---|---|---|---|---|\n| Registry | | Q3 2199 | all models registered | planned |'),
      roadmap('| Item | Quarter | Status |\n|---|---|---|\n| Registry | Q3 2199 | planned |'),
    ],
  },
  *check({ document }): Iterable<Report> {
    for (const { range, has, items } of itemLists(document)) {
      const absent = OWED.filter(([field]) => !has.has(field))
      if (absent.length > 0 && items.length > 0) yield { range, message: `Items of this roadmap lack ${absent.map(([, say]) => say).join(', ')}` }
      for (const { id, range: at, fields } of items) {
        if (isDropped(fields.status)) continue
        const parts = OWED.flatMap(([field, say]) => (has.has(field) && !isFilled(fields[field]) ? [say] : []))
        if (isDone(fields.status) && has.has('evidence') && !isFilled(fields.evidence)) parts.push('evidence that it is done')
        if (parts.length > 0) yield { range: at, message: `Item '${id}' lacks ${parts.join(', ')}` }
      }
    }
  },
})
