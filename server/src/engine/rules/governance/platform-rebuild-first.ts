import { defineRule } from '../types.ts'
import type { Report, RuleExample } from '../types.ts'
import { isDone, isDropped, itemLists, orderOf } from './roadmap-items.ts'
import type { RoadmapItem } from './roadmap-items.ts'

/** What a platform stands on: capability or words of the item. */
const BASICS: readonly (readonly [string, RegExp])[] = [
  ['CI/CD', /\bci[ -]?\/?cd\b|\bcontinuous (?:integration|delivery|deployment)\b/i],
  ['model registry', /\b(?:model[ -])?registry\b/i],
  ['observability', /\bobservability\b|\bmonitoring\b/i],
  ['governance', /\bgovernance\b/i],
]
const BUILD = /\b(?:platform|rebuild|rewrite|re-?platform\w*|feature[ -]store|llm[ -]platform|orchestration|greenfield|migration)\b/i
const LARGE = /^(?:l|xl|xxl|large|very large|huge)$/i

const roadmap = (rows: string): RuleExample => ({
  path: 'docs/ml-roadmap.md',
  text: `---\nkind: roadmap\n---\n# Roadmap\n\n## Items\n\n| Item | Size | Owner | Quarter | Metric | Status | Depends on |\n|---|---|---|---|---|---|---|\n${rows}\n`,
})

export default defineRule({
  id: 'PL-GOV-021',
  name: 'platform-rebuild-first',
  category: 'governance',
  readsProse: true,
  title: 'Platform before basics',
  kinds: ['roadmap'],
  severity: 'warning',
  satisfiedBy: 'Large platform work after CI/CD, registry, observability and governance, or depending on them; dependencies without a cycle',
  why: 'A platform without release path, registry and monitoring moves the disorder to new machines',
  help: 'Bring the basics first, or let the item depend on them',
  references: ['Sculley et al., Hidden Technical Debt in Machine Learning Systems (2015)'],
  examples: {
    good: [
      roadmap(
        '| Model registry | M | team:platform | Q1 2199 | all models | planned | |\n| Feature store platform | XL | team:platform | Q3 2199 | reuse of 40 views | planned | Model registry |',
      ),
    ],
    bad: [
      roadmap('| Feature store platform | XL | team:platform | Q1 2199 | reuse of 40 views | planned | |\n| Monitoring | M | team:sre | Q4 2199 | all models | planned | |'),
      roadmap('| Registry | M | team:platform | Q1 2199 | all models | planned | Gateway |\n| Gateway | M | team:sre | Q1 2199 | all models | planned | Registry |'),
    ],
  },
  *check({ document }): Iterable<Report> {
    const items = itemLists(document).flatMap((list) => list.items.filter(({ fields }) => !isDropped(fields.status)))
    const byName = new Map(items.flatMap((item) => [[item.id.toLowerCase(), item] as const, [item.name.toLowerCase(), item] as const]))
    const needs = new Map(items.map((item) => [item, dependenciesOf(item, byName)]))
    const cycle = cycleIn(needs)
    if (cycle.length > 0)
      yield {
        range: cycle[0]!.range,
        message: `Items depend on each other: ${[...cycle, cycle[0]!].map(({ name }) => name).join(' → ')}`,
        help: 'Take one of the dependencies out',
        severity: 'error',
      }
    for (const item of items) {
      const begins = orderOf(item.fields.when)
      if (!LARGE.test(item.fields.size ?? '') || !BUILD.test(`${item.name} ${item.fields.capability ?? ''}`) || isDone(item.fields.status) || begins === undefined) continue
      const missing = BASICS.flatMap(([say, words]) => {
        const basic = items.find((other) => other !== item && words.test(`${other.name} ${other.fields.capability ?? ''}`) && !LARGE.test(other.fields.size ?? ''))
        const after = basic && orderOf(basic.fields.when)
        return basic && after !== undefined && after > begins && !isDone(basic.fields.status) && !needs.get(item)!.includes(basic) ? [{ say, basic }] : []
      })
      if (missing.length > 0)
        yield {
          range: item.range,
          message: `'${item.name}' precedes missing basics: ${missing.map(({ say }) => say).join(', ')}`,
          related: missing.map(({ basic }) => ({ path: document.path, range: basic.range, message: `'${basic.name}' comes ${basic.fields.when}` })),
        }
    }
  },
})

const dependenciesOf = ({ fields }: RoadmapItem, byName: ReadonlyMap<string, RoadmapItem>): readonly RoadmapItem[] =>
  (fields.dependsOn ?? '').split(/[,;]/).flatMap((part) => byName.get(part.trim().toLowerCase()) ?? [])

/** One cycle of dependencies, as the items on it; empty where there is none. Linear, without recursion. */
function cycleIn(needs: ReadonlyMap<RoadmapItem, readonly RoadmapItem[]>): readonly RoadmapItem[] {
  const done = new Set<RoadmapItem>()
  for (const start of needs.keys()) {
    const path: RoadmapItem[] = []
    const stack: { readonly item: RoadmapItem; next: number }[] = done.has(start) ? [] : [{ item: start, next: 0 }]
    if (stack.length > 0) path.push(start)
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const child = needs.get(top.item)?.[top.next++]
      if (!child) {
        done.add(top.item)
        stack.pop()
        path.pop()
      } else if (path.includes(child)) return path.slice(path.indexOf(child))
      else if (!done.has(child)) {
        stack.push({ item: child, next: 0 })
        path.push(child)
      }
    }
  }
  return []
}
