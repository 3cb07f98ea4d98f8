import { isAdrRecord } from '../../documents/adr-parts.ts'
import { readAdrStatus } from '../../documents/adr.ts'
import type { AdrGraph, AdrNode } from '../../workspace/view.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr, sampleFiles } from './sample.ts'

export default defineRule({
  id: 'PL-ADR-004',
  name: 'adr-cycle',
  category: 'adr',
  title: 'ADRs supersede or amend each other in a circle',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy: 'Supersession and amendment that lead from newer to older ADRs only',
  why: 'In a circle every decision is superseded by another one, and none holds',
  help: 'Remove the link that points from an older to a newer ADR',
  references: ['adr-tools'],
  examples: {
    good: [
      {
        path: 'docs/adr/0006-score-churn-online.md',
        text: sampleFiles({
          'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by [ADR-0006](0006-score-churn-online.md)' }),
          'docs/adr/0006-score-churn-online.md': sampleAdr({ number: 6, title: 'Score churn online', status: 'Accepted\n\nSupersedes [ADR-0005](0005-score-churn-nightly.md)' }),
        }),
      },
    ],
    bad: [
      {
        path: 'docs/adr/0006-score-churn-online.md',
        text: sampleFiles({
          'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Accepted\n\nSupersedes [ADR-0006](0006-score-churn-online.md)' }),
          'docs/adr/0006-score-churn-online.md': sampleAdr({ number: 6, title: 'Score churn online', status: 'Accepted\n\nSupersedes [ADR-0005](0005-score-churn-nightly.md)' }),
        }),
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const cycle = cycleThrough(workspace.adrs(), document.path)
    if (!cycle) return
    const names = [...cycle, document.path].map((path) => path.slice(path.lastIndexOf('/') + 1))
    yield {
      range: readAdrStatus(document)?.range ?? document.titleRange,
      message: cycle.length === 1 ? 'This ADR supersedes or amends itself' : `Circle of supersession: ${names.join(' → ')}`,
      related: cycle
        .filter((path) => path !== document.path)
        .map((path) => ({ path, range: workspace.document(path)?.titleRange ?? { start: 0, end: 0 }, message: 'part of the circle' })),
    }
  },
})

/** The shortest way from an ADR back to itself along `supersedes`, `superseded by` (backwards) and `amends`. */
function cycleThrough(graph: AdrGraph, start: string): readonly string[] | undefined {
  const older = (path: string): readonly string[] => {
    const node = graph.byPath(path)
    return node ? [...new Set([...node.supersedes, ...node.amends, ...graph.nodes.filter((n: AdrNode) => n.supersededBy.includes(path)).map((n) => n.path)])] : []
  }
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let i = 0; i < queue.length; i++) {
    const here = queue[i]!
    for (const next of older(here)) {
      if (next === start) {
        const path: string[] = []
        for (let at: string | undefined = here; at !== undefined && at !== start; at = cameFrom.get(at)) path.unshift(at)
        return [start, ...path]
      }
      if (!cameFrom.has(next)) {
        cameFrom.set(next, here)
        queue.push(next)
      }
    }
  }
  return undefined
}
