import { isAdrRecord } from '../../documents/adr-parts.ts'
import { readAdrReferences } from '../../documents/adr.ts'
import type { DocumentView } from '../../documents/document.ts'
import { looseEntry } from '../../documents/fields.ts'
import { sameAdrLog } from '../../documents/names.ts'
import type { Range } from '../../text/range.ts'
import type { AdrNode, WorkspaceView } from '../../workspace/view.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr, sampleFiles } from './sample.ts'

const NEIGHBOUR = { 'docs/adr/0004-keep-features-in-feast.md': sampleAdr({ number: 4, title: 'Keep features in Feast' }) }

export default defineRule({
  id: 'PL-ADR-005',
  name: 'adr-dangling-reference',
  category: 'adr',
  title: 'ADR refers to a record that does not exist',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy: 'Records named as superseded, superseding, amended or related that are in the log',
  why: 'A decision that is superseded by a record nobody can find is neither in force nor replaced',
  help: 'Correct the number or the link, or restore the record',
  references: ['adr-tools'],
  examples: {
    good: [
      {
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleFiles({ ...NEIGHBOUR, 'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Accepted\n\nAmends [ADR-0004](0004-keep-features-in-feast.md)' }) }),
      },
    ],
    bad: [
      {
        title: 'No such file',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleFiles({ ...NEIGHBOUR, 'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by [ADR-0009](0009-score-churn-online.md)' }) }),
      },
      {
        title: 'No such number',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleFiles({ ...NEIGHBOUR, 'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by ADR-0009' }) }),
      },
      {
        title: 'The number of another project',
        path: 'churn/adr/0005-score-churn-nightly.md',
        text: sampleFiles({
          'churn/adr/0004-keep-features-in-feast.md': NEIGHBOUR['docs/adr/0004-keep-features-in-feast.md'],
          'fraud/docs/adr/0009-decide-with-rules.md': sampleAdr({ number: 9, title: 'Decide with rules' }),
          'churn/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by ADR-0009' }),
        }),
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const nodes = workspace.adrs().nodes.filter((node) => sameAdrLog(node.path, document.path))
    for (const { target, number, written, range } of [...readAdrReferences(document), ...relatedIds(document)]) {
      if (target !== undefined) {
        const path = workspace.resolve(document.path, target)?.path
        if (path !== undefined && workspace.exists(path) === false) yield report(range, target, number, nodes)
      } else if (number !== undefined && !nodes.some((n) => n.number === number) && knowsTheLog(document, workspace, nodes)) yield report(range, written, number, nodes)
    }
  },
})

/** Whether the log is before us: other numbered records, and a host that can tell of a file that it is not there. */
const knowsTheLog = ({ path }: DocumentView, workspace: WorkspaceView, nodes: readonly AdrNode[]): boolean =>
  nodes.filter((n) => n.number !== undefined).length >= 2 && workspace.exists(`${path}.no-such-file`) === false

function report(range: Range, written: string, number: number | undefined, nodes: readonly AdrNode[]): Report {
  const known = nodes.flatMap((n) => (n.number === undefined ? [] : [n]))
  const near =
    number === undefined
      ? undefined
      : (known.find((n) => n.number === number) ??
        known.reduce<(typeof known)[number] | undefined>((a, b) => (!a || Math.abs(b.number! - number) < Math.abs(a.number! - number) ? b : a), undefined))
  return { range, message: `\`${written.slice(0, 80)}\` does not exist`, help: near ? `The nearest record is ADR ${near.number}, ${near.path}` : undefined }
}

function* relatedIds(document: DocumentView): Generator<{ readonly target: undefined; readonly number: number | undefined; readonly written: string; readonly range: Range }> {
  const value = looseEntry(document.root, ['relatesTo'])?.value
  for (const node of value?.kind === 'seq' ? value.items : [value]) {
    if (node?.kind !== 'scalar') continue
    const match = /^(?:adr[-_ #]?)?0*(\d{1,5})$/i.exec(String(node.value).trim())
    if (match) yield { target: undefined, number: Number(match[1]), written: String(node.value), range: node.range }
  }
}
