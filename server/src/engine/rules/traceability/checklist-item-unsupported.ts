import { placeholderValue } from '../../documents/placeholders.ts'
import type { Range } from '../../text/range.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const checklist = (item: string): ReturnType<typeof sampleDocument> => sampleDocument('readiness-checklist', `## Release\n\n${item}\n- [ ] PL-C-038 SLOs and error budget`)

export default defineRule({
  id: 'PL-TRC-010',
  name: 'checklist-item-unsupported',
  category: 'traceability',
  title: 'An item is ticked without evidence',
  kinds: ['readiness-checklist'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Behind each ticked item a link, a path, an address, or who confirmed it and when',
  why: 'A tick that nobody can follow is a wish; an audit takes it for an untruth',
  help: 'Write `evidence: path or address (@who, date)` behind the item, or open it again',
  references: ['Role blueprint S5: production readiness checklist', 'Google SRE, production readiness review'],
  examples: {
    good: [checklist('- [x] PL-C-037 Rollback: trigger, target, time, owner, tested — evidence: runbooks/rollback.md (@s.adeyemi, 2026-10-02)')],
    bad: [
      checklist('- [x] PL-C-037 Rollback: trigger, target, time, owner, tested'),
      { ...checklist('- [x] PL-C-037 Rollback: trigger, target, time, owner, tested — evidence: TBD'), title: 'A placeholder is none' },
    ],
  },
  *check({ document }): Iterable<Report> {
    const { markdown, text, lines } = document
    if (!markdown) return
    for (const block of markdown.blocks) {
      if (block.kind !== 'item' || !block.task?.checked || block.quoted) continue
      // What belongs to an item may stand on further lines of it, but not in the items below.
      const below = markdown.blocks.find((other) => other.kind === 'item' && other.range.start > block.range.start)
      const end = Math.min(block.range.end, below?.range.start ?? block.range.end)
      const own: Range = { start: block.range.start, end }
      // An item whose parts are ticked one by one is supported by them.
      if (below && below.kind === 'item' && below.depth > block.depth && below.range.start < block.range.end) continue
      const words = text.slice(own.start, own.end)
      if (isSupported(words) || markdown.links.some((link) => link.range.start >= own.start && link.range.end <= own.end)) continue
      const line = lines.lineRange(lines.lineOf(block.range.start))
      yield {
        range: { start: block.task.range.start, end: Math.max(block.task.range.end, line.start + text.slice(line.start, line.end).trimEnd().length) },
        message: `'${nameOf(words)}' is ticked without evidence`,
      }
    }
  },
})

/** Evidence in words: behind `evidence:`, a path or address, or who and when. */
function isSupported(words: string): boolean {
  const at = words.toLowerCase().indexOf('evidence:')
  if (at !== -1) {
    const rest = words
      .slice(at + 'evidence:'.length)
      .replace(/\(@[^)]*\)?/, '')
      .trim()
    return rest !== '' && rest !== '-' && placeholderValue(rest) === undefined
  }
  return /https?:\/\/\S|[\w-]+\/[\w./-]+\.\w{1,6}\b|@[\w.-]+[^)\n]{0,60}\d{4}-\d{2}-\d{2}|`[^`\n]+`|\b(?:PR|MR|ticket|issue|run|build)\s*#?\d+|#\d{2,}/i.test(words.slice(0, 2000))
}

/** The words of an item for a message. */
function nameOf(words: string): string {
  const plain = words
    .slice(0, 300)
    .replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+\[[ xX~-]\]\s*/, '')
    .split(/\s[—–-]\s|\n/)[0]!
    .replace(/[*_`]/g, '')
    .trim()
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain
}
