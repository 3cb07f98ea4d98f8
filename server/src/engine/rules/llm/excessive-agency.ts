import { fieldList } from '../../documents/fields.ts'
import { yamlEntryAt } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const agent = (rest: string, title?: string): ReturnType<typeof sampleManifest> =>
  sampleManifest(`model: {type: agent, origin: third-party-api}\nllm: {${rest}}`, title ? { title } : {})

const LIMITS = ['maxSteps', 'maxDuration', 'maxCost'] as const

export default defineRule({
  id: 'PL-LLM-007',
  name: 'excessive-agency',
  category: 'llm',
  title: 'An agent may do harm without approval or limit',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'warning'],
  applies: ['agentic'],
  satisfiedBy: 'Approval for each tool that writes, by a human for what cannot be undone; narrow scopes; a limit on steps, time or cost',
  why: 'An agent that is misled does what its tools allow, as often as it likes',
  help: 'Ask for approval, narrow the scope, and bound steps, time or cost',
  references: ['OWASP LLM06:2025 Excessive Agency', 'OWASP Agentic ASI02, ASI03'],
  examples: {
    good: [
      agent(
        'tools: [{name: refund, sideEffects: irreversible, approval: human, scopes: [refund:create], audit: true}], agent: {maxSteps: 12, maxCost: {amount: 1, currency: EUR}}',
      ),
    ],
    bad: [
      agent('tools: [{name: refund, sideEffects: irreversible, approval: policy, audit: true}], agent: {maxSteps: 12}', 'What cannot be undone needs a human'),
      agent('tools: [{name: mail, sideEffects: write, approval: none, audit: true}], agent: {maxSteps: 12}'),
      agent("tools: [{name: crm, sideEffects: read, scopes: ['*']}], agent: {maxSteps: 12}", 'A scope without bounds'),
      agent('tools: [{name: search, sideEffects: read}]', 'No limit on steps, time or cost'),
    ],
  },
  *check({ document: { root }, model }): Iterable<Report> {
    const tools = entriesAt(root, 'spec.llm.tools')
    for (const { node, range } of tools) {
      const name = nameOf(node) ?? 'a tool'
      const effects = textAt(node, 'sideEffects')
      const approval = textAt(node, 'approval')
      const at = fieldAt(node, 'approval')?.range ?? fieldAt(node, 'sideEffects')?.range ?? range
      if (effects === 'irreversible' && approval !== 'human') yield { range: at, message: `The tool ${name} can do what cannot be undone without the approval of a human` }
      else if (effects === 'write' && (approval === undefined || approval === 'none')) yield { range: at, message: `The tool ${name} can write without approval` }
      const wide = fieldList(node, ['scopes']).find((scope) => /^\*$|[:/.]\*$|^all$/i.test(scope.slice(0, 80)))
      if (wide !== undefined) yield { range: fieldAt(node, 'scopes')!.range, message: `The tool ${name} has the scope ${wide}; name what it needs` }
    }
    if (tools.length === 0) return
    if (LIMITS.some((limit) => fieldAt(root, `spec.llm.agent.${limit}`))) return
    const entry = yamlEntryAt(root, ['spec', 'llm', 'agent']) ?? yamlEntryAt(root, ['spec', 'llm', 'tools'])
    if (entry) yield { range: entry.keyRange, message: `Nothing bounds the steps, time or cost of ${model}` }
  },
})
