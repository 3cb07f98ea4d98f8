import { fieldText } from '../../documents/fields.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { reportsByPiece } from '../reading.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Quantities that mean nothing without a unit. */
const QUANTITY =
  /^(?:(?:p(?:50|90|95|99(?:\.9)?)|max(?:imum)?|mean|avg|average|median|target|total|end-to-end|inference|request|response|monthly|annual|yearly|estimated|training|serving|infra(?:structure)?|query|scoring)[ _-]?){0,3}(?:latenc(?:y|ies)|latency p\d\d|timeouts?|durations?|response time|round trip time|rtt|warm-?up(?: time)?|cold start|time to (?:restore|recover|detect)|rto|rpo|costs?|budgets?|spend)(?: (?:p(?:50|90|95|99)|budget|target|limit|sla|slo))?$/i
const BARE = /^(?:[<>≤≥=~≈]{1,2}\s?)?\d{1,3}(?:[\d.,' ]{0,12}\d)?$/
const TIME_METRIC = /(?:^|[_.\s/-])(?:latency|duration|response[_ -]?time|ttft|timeout)(?:$|[_.\s/-])/i
const HAS_UNIT = /(?:^|[_.\s(/-])(?:ms|s|sec|seconds?|msec|millis(?:econds)?|us|µs|ns|min|minutes?|h|hours?|d|days?|eur|usd|gbp|chf|%|percent|pct|ratio)(?:$|[_.\s)/-])/i

export default defineRule({
  id: 'PL-HYG-006',
  name: 'unit-missing',
  category: 'hygiene',
  title: 'Number without its unit',
  kinds: ['model-manifest', 'ml-design-doc', 'runbook'],
  severity: ['warning', 'warning', 'info', 'info'],
  satisfiedBy: 'A unit at the number, in the label or in the head of the column for latencies, durations and costs',
  why: '50 is a limit to one reader in milliseconds and to another one in seconds; the alert is set by the second',
  help: 'Write the unit behind the number: `50 ms`, `30 days`, `4000 EUR per month`',
  references: ['ISO 80000-1'],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n| Requirement | Target |\n|---|---|\n| p95 latency | 50 ms |\n| Timeout (ms) | 80 |\n| Users | 4000 |\n',
      },
    ],
    bad: [
      { title: 'In a table', path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n| Requirement | Target |\n|---|---|\n| p95 latency | 50 |\n' },
      {
        title: 'In a threshold',
        path: 'churn.model.yaml',
        text: 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: churn\n  version: 1.0.0\nspec:\n  monitoring:\n    service:\n      - signal: latency\n        threshold: "< 50"\n',
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (document.markdown) yield* inMarkdown(document)
    else if (document.root) yield* inManifest(document.root)
  },
})

const say = (label: string, value: string, range: Range): Report => ({ range, message: `'${value}' for '${label.trim()}' has no unit` })

const inMarkdown = reportsByPiece(function* ({ plain, base, blocks }) {
  for (const block of blocks) {
    if (block.kind === 'table' && !block.quoted) {
      const unitColumn = block.header.some((cell) => /\bunits?\b/i.test(cell.text))
      for (const row of unitColumn ? [] : block.rows) {
        const label = row.cells[0]?.text ?? ''
        for (const [i, cell] of row.cells.entries()) {
          if (i === 0 || !BARE.test(cell.text)) continue
          const head = block.header[i]?.text ?? ''
          // The label names the quantity, or the head of the column does; the other one must not carry the unit.
          if (QUANTITY.test(label) ? !HAS_UNIT.test(head) : QUANTITY.test(head) && !HAS_UNIT.test(label)) yield say(QUANTITY.test(label) ? label : head, cell.text, cell.range)
        }
      }
    } else if (block.kind === 'item' && !block.quoted) {
      const words = plain.slice(block.range.start - base, block.range.end - base)
      const match = /^([^:\n]{3,50}):\s*(\S[^\n]{0,20}?)\s*$/.exec(words)
      if (!match || !QUANTITY.test(match[1]!.trim()) || !BARE.test(match[2]!)) continue
      const start = block.range.start + words.indexOf(match[2]!, match[1]!.length)
      yield say(match[1]!, match[2]!, { start, end: start + match[2]!.length })
    }
  }
})

/** Limits of a latency as a bare number; typed fields are the schema's business. */
function* inManifest(node: YamlNode): Generator<Report> {
  if (node.kind === 'seq')
    for (const item of node.items) {
      if (item) yield* inManifest(item)
    }
  if (node.kind !== 'map') return
  for (const entry of node.entries) if (entry.value && entry.value.kind !== 'scalar') yield* inManifest(entry.value)
  const name = [fieldText(node, ['signal']), fieldText(node, ['metric']), fieldText(node, ['name'])].find((n) => n !== undefined && TIME_METRIC.test(n))
  const threshold = node.entries.find((e) => e.key === 'threshold')?.value
  if (name === undefined || HAS_UNIT.test(name) || threshold?.kind !== 'scalar' || !/^(?:p\d+(?:\.\d+)?\s*)?[<>]=?\s*\d+(?:\.\d+)?$/.test(String(threshold.value).trim())) return
  yield say(name, String(threshold.value), threshold.range)
}
