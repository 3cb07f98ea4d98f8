import type { DocumentView } from '../../documents/document.ts'
import { isPlaceholder } from '../../documents/section-content.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, textAt } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const table = (row: string): string =>
  `## Threats\n\n| Id | Component | Threat | Mitigation | Status | Owner |\n|---|---|---|---|---|---|\n| T1 | API | Flooding | Rate limit per key | mitigated | team:routing |\n${row}`

/** Lists of threats: of one that a document goes through, each item is treated or said not to apply. */
const LISTS = [
  { prefix: 'LLM', count: 10, name: 'OWASP Top 10 for LLM applications' },
  { prefix: 'ASI', count: 10, name: 'OWASP Top 10 for agentic applications' },
  { prefix: 'ML', count: 10, name: 'OWASP Machine Learning Top 10' },
] as const
/** So many items of a list make it one that the document goes through. */
const GOES_THROUGH = 4

export default defineRule({
  id: 'PL-SEC-015',
  name: 'threat-model-gap',
  category: 'security',
  title: 'The threat model leaves something out',
  kinds: ['threat-model'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy: 'A mitigation and a status for each threat, every flow across a boundary, and all items of a list that is gone through',
  why: 'An attacker takes the one way that nobody wrote down',
  help: 'Write the mitigation, or who accepted the risk; treat the flow; say of each item of the list what is done or why it does not apply',
  references: ['OWASP Threat Modeling', 'MITRE ATLAS'],
  examples: {
    good: [sampleDocument('threat-model', table('| T2 | Model store | Exchanged file | Signature verified at load | mitigated | team:routing |'))],
    bad: [
      sampleDocument('threat-model', table('| T2 | Model store | Exchanged file | TBD | open | team:routing |'), { title: 'A threat without mitigation' }),
      sampleDocument(
        'threat-model',
        `${table('| T2 | Prompt | LLM01 injection | Filter | mitigated | team:routing |')}\n\nLLM02, LLM03, LLM05 and LLM06 are treated in the design.`,
        { title: 'Items of a list that are left out' },
      ),
    ],
  },
  *check(context): Iterable<Report> {
    const { document } = context
    yield* openThreats(document)
    yield* leftOut(document)
    const manifest = context.workspace.manifestOf(document)
    if (manifest) yield* untreatedFlows(document, manifest.root)
  },
})

/** Rows of threat tables without mitigation, unless the risk was accepted. */
function* openThreats({ markdown }: DocumentView): Generator<Report> {
  for (const block of markdown?.blocks ?? []) {
    if (block.kind !== 'table' || block.quoted) continue
    const heads = block.header.map((cell) => cell.text.toLowerCase())
    const threat = heads.findIndex((head) => /threat|risk|attack|abuse/.test(head))
    const mitigation = heads.findIndex((head) => /mitigation|control|measure|countermeasure|response/.test(head))
    const status = heads.findIndex((head) => /status|state|treatment|decision/.test(head))
    if (threat === -1 || mitigation === -1 || threat === mitigation) continue
    for (const { cells } of block.rows) {
      const name = cells[threat]
      const cell = cells[mitigation]
      if (!name || name.text.trim() === '' || (cell && cell.text.trim() !== '' && !isPlaceholder(cell.text))) continue
      if (status !== -1 && /accept|transfer|n\/a|not applicable/i.test(cells[status]?.text ?? '')) continue
      yield { range: cell && cell.range.end > cell.range.start ? cell.range : name.range, message: `The threat '${name.text.trim().slice(0, 80)}' has no mitigation` }
    }
  }
}

/** Items of a list that the document goes through and does not name. */
function* leftOut({ text, titleRange }: DocumentView): Generator<Report> {
  for (const { prefix, count, name } of LISTS) {
    const items = Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(2, '0')}`)
    const missing = items.filter((item) => !new RegExp(`(?<![A-Za-z])${item}(?!\\d)`).test(text))
    if (count - missing.length < GOES_THROUGH || missing.length === 0) continue
    yield { range: titleRange, message: `Of the ${name} this threat model does not treat ${missing.join(', ')}` }
  }
}

/** Flows of the manifest between two boundaries, of which the document names not both ends. */
function* untreatedFlows({ text, titleRange }: DocumentView, root: YamlNode | null): Generator<Report> {
  const words = text.toLowerCase()
  const components = new Map(entriesAt(root, 'spec.architecture.components').map(({ node }) => [textAt(node, 'id') ?? '', node]))
  const isNamed = (id: string): boolean => [id, textAt(components.get(id), 'name')].some((name) => name !== undefined && words.includes(name.toLowerCase()))
  for (const { node } of entriesAt(root, 'spec.architecture.flows')) {
    const [from, to] = [textAt(node, 'from') ?? '', textAt(node, 'to') ?? '']
    const [a, b] = [textAt(components.get(from), 'boundary'), textAt(components.get(to), 'boundary')]
    if (!components.has(from) || !components.has(to) || a === b || (isNamed(from) && isNamed(to))) continue
    const name = (id: string): string => textAt(components.get(id), 'name') ?? id
    yield { range: titleRange, message: `The threat model does not treat the flow ${name(from)} → ${name(to)}, which crosses a boundary` }
  }
}
