import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { isAdrRecord } from '../../documents/adr-parts.ts'
import type { DocumentView } from '../../documents/document.ts'
import { proseFacts } from '../../documents/prose-lines.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { findPlaceholders, placeholderValue } from '../../documents/placeholders.ts'

/** A template left as it came would drown everything else. */
const MAX_FINDINGS = 40

export default defineRule({
  id: 'PL-HYG-001',
  name: 'placeholder-text',
  category: 'hygiene',
  title: 'Placeholder left in the text',
  kinds: DOCUMENT_KINDS,
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'No TODO, TBD, FIXME, `???`, lorem ipsum, "to be defined" or template prompt outside code',
  why: 'A placeholder reads like an answer from afar; whoever approves the document approves what nobody has written yet',
  help: 'Write what belongs here; if it is open, put it under open questions with an owner and a date',
  references: ['ISO/IEC/IEEE 29148, complete requirements'],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Rollback\n\nThe release job sets the registry alias back to the previous version within 5 minutes; `TODO` comments in code are no gaps here.\n\nThe TODO app sends us `<customer-id>` and asks when p95 < 50 ms and p99 > 80 ms, see <https://example.org/slo>.\n',
      },
    ],
    bad: [
      { title: 'A marker', path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Rollback\n\nTBD by the platform team.\n' },
      {
        title: 'A prompt of the template',
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Rollback\n\n<Describe how a bad version is taken back>\n',
      },
      {
        title: 'A value',
        path: 'churn.model.yaml',
        text: 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: churn\n  version: 1.0.0\nspec:\n  ownership:\n    owner: TBD\n',
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (document.recognition?.kind === 'adr' && !isAdrRecord(document)) return
    let count = 0
    for (const report of document.markdown ? inMarkdown(document) : inYaml(document.root)) {
      if (++count > MAX_FINDINGS) return
      yield report
    }
  },
})

const say = (words: string): string => words.replace(/\s+/g, ' ').slice(0, 60)

/** A heading that says TODO is the name of a list. */
const placeholdersIn = proseFacts((run) => (run.kind === 'heading' && /^\W*(?:todos?|to-dos?)\W*$/i.test(run.text) ? [] : findPlaceholders(run.text)))

function* inMarkdown(document: DocumentView): Generator<Report> {
  if (document.markdown?.frontMatter) yield* inYaml(document.markdown.frontMatter.root)
  let line = -1
  let pending: { range: Range; words: string[] } | undefined
  const needed: Range[] = []
  const flush = function* (): Generator<Report> {
    if (!pending) return
    const { range, words } = pending
    pending = undefined
    const distinct = [...new Set(words.map((w) => `'${say(w)}'`))].slice(0, 4)
    yield { range, message: distinct.length > 1 ? `Placeholders ${distinct.join(', ')} are left in the text` : `Placeholder ${distinct[0]} is left in the text` }
  }
  for (const { run, fact: found } of placeholdersIn(document)) {
    for (const { range, words } of found) {
      const here = { start: run.range.start + range.start, end: run.range.start + range.end }
      // Hugging Face's template asks the same in every section: said once.
      if (/^\[more information needed\]$/i.test(words)) {
        needed.push(here)
        continue
      }
      const at = document.lines.lineOf(here.start)
      if (at !== line) yield* flush()
      line = at
      if (pending) pending.words.push(words)
      else pending = { range: here, words: [words] }
    }
  }
  yield* flush()
  if (needed.length) yield { range: needed[0]!, message: `Placeholder '[More Information Needed]' is left in the text${needed.length > 1 ? ` in ${needed.length} places` : ''}` }
}

function* inYaml(node: YamlNode | null, key = ''): Generator<Report> {
  if (node?.kind === 'map') for (const entry of node.entries) yield* inYaml(entry.value, entry.key)
  else if (node?.kind === 'seq') for (const item of node.items) yield* inYaml(item, key)
  else if (node?.kind === 'scalar' && typeof node.value === 'string') {
    const words = placeholderValue(node.value)
    if (words !== undefined) yield { range: node.range, message: key ? `Placeholder '${say(words)}' is left in \`${key}\`` : `Placeholder '${say(words)}' is left in the text` }
  }
}
