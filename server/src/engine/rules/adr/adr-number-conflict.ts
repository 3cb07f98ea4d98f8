import { isAdrRecord, titleSection } from '../../documents/adr-parts.ts'
import type { DocumentView } from '../../documents/document.ts'
import { isAdrFolder } from '../../documents/names.ts'
import { looseEntry } from '../../documents/fields.ts'
import type { Range } from '../../text/range.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr, sampleFiles } from './sample.ts'

/** A log with fewer records than this, or with more holes, is no gapless sequence to begin with. */
const GAPLESS_FROM = 5

export default defineRule({
  id: 'PL-ADR-008',
  name: 'adr-number-conflict',
  category: 'adr',
  title: 'ADR number used twice, or different in file name and title',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy: 'One number for each ADR of a folder, the same in file name, title and `id`',
  why: 'ADRs are cited by number; a number that means two decisions makes every citation of it ambiguous',
  help: 'Give the later ADR the next free number, in file name and title',
  references: ['adr-tools'],
  examples: {
    good: [
      {
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleFiles({
          'docs/adr/0005-score-churn-nightly.md': sampleAdr(),
          'docs/adr/0006-keep-features-in-feast.md': sampleAdr({ number: 6, title: 'Keep features in Feast' }),
        }),
      },
    ],
    bad: [
      {
        title: 'Two files with one number',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleFiles({ 'docs/adr/0005-score-churn-nightly.md': sampleAdr(), 'docs/adr/0005-keep-features-in-feast.md': sampleAdr({ title: 'Keep features in Feast' }) }),
      },
      { title: 'File name and title disagree', path: 'docs/adr/0006-score-churn-nightly.md', text: sampleAdr({ number: 5 }) },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const graph = workspace.adrs()
    const node = graph.byPath(document.path)
    if (!node || node.number === undefined) return
    const folder = folderOf(document.path)
    const siblings = graph.nodes.filter((n) => n.number !== undefined && folderOf(n.path) === folder && prefixOf(n.path) === prefixOf(document.path))
    const twins = siblings.filter((n) => n.path !== node.path && n.number === node.number)
    const own = statedNumber(document)
    const next = Math.max(...siblings.map((n) => n.number!)) + 1
    if (twins.length) {
      const names = twins.map((n) => n.path.slice(folder.length))
      const related = twins.map((n) => ({ path: n.path, range: workspace.document(n.path)?.titleRange ?? { start: 0, end: 0 }, message: `ADR ${node.number} too` }))
      yield {
        range: own && own.number === node.number ? own.range : document.titleRange,
        message: `ADR number ${node.number} is also used by ${names.join(', ')}`,
        help: `Renumber the later of them; the next free number is ${next}`,
        related,
      }
    }
    // `224-hot-box.md` outside of a log is numbered for another reason.
    const inLog =
      siblings.length > 1 ||
      isAdrFolder(
        document.path
          .split('/')
          .slice(0, -1)
          .map((f) => f.toLowerCase()),
      ) ||
      /^(?:adr|ad|dr|decision)/.test(prefixOf(document.path))
    if (own && own.number !== node.number && inLog)
      yield { range: own.range, message: `The title calls this ADR ${own.number}, its file name ${node.number}`, help: 'Use one number in file name, title and front matter' }
    const gap = gapBefore(
      node.number,
      siblings.map((n) => n.number!),
    )
    if (gap)
      yield {
        range: own?.range ?? document.titleRange,
        severity: 'info',
        message: `ADR ${node.number} follows ADR ${gap.before}: ${gap.missing} missing`,
        help: 'Restore the missing ADR; rejected and superseded ADRs stay in the log with their status',
      }
  },
})

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
/** `ADR` and `DR` may number side by side in a folder. */
const prefixOf = (path: string): string => /^[a-z]*/.exec(path.slice(path.lastIndexOf('/') + 1).toLowerCase())![0]

/** The number that the ADR gives itself: at the head of its title, or as `id`. */
function statedNumber(document: DocumentView): { readonly number: number; readonly range: Range } | undefined {
  const id = looseEntry(document.root, ['id', 'adrId', 'number'])?.value
  const idNumber = id?.kind === 'scalar' ? /^(?:ad[rd]?[-_ ]?)?0*(\d{1,5})$/i.exec(String(id.value).trim()) : undefined
  if (id && idNumber) return { number: Number(idNumber[1]), range: id.range }
  const heading = titleSection(document)?.heading
  if (!heading) return undefined
  const match = /^\W{0,3}(?:(?:ADR|ADD?|DR|Architecture Decision Record|Decision)[ -]?#?)?0*(\d{1,5})(?=[.:)\s–—-])(?!\.\d)/i.exec(heading.text)
  if (!match || Number(match[1]) > 1899) return undefined
  // A bare number without punctuation may count something: `3 options for storage`.
  if (/^\d+ [a-z]/.test(heading.text)) return undefined
  const at = document.text.indexOf(match[1]!, heading.textRange.start)
  return { number: Number(match[1]), range: at >= 0 && at < heading.textRange.end ? { start: at, end: at + match[1]!.length } : heading.textRange }
}

function gapBefore(number: number, numbers: readonly number[]): { readonly before: number; readonly missing: string } | undefined {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const at = sorted.indexOf(number)
  const before = sorted[at - 1]
  if (before === undefined || number - before < 2 || sorted.length < GAPLESS_FROM) return undefined
  // Logs numbered in jumps, or of which only a part is here, are no sequences.
  const first = sorted[0]!
  if (first > 1 || sorted.length < 0.8 * (sorted.at(-1)! - first + 1)) return undefined
  const from = before + 1
  const to = number - 1
  return { before, missing: from === to ? `${from} is` : `${from} to ${to} are` }
}
