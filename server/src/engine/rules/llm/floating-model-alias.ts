import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const llm = (providers: string): ReturnType<typeof sampleManifest> => sampleManifest(`model: {type: llm, origin: third-party-api}\nllm: {providers: [${providers}]}`)

/** Words that move: today's meaning is not tomorrow's. */
const MOVING = /^(?:latest|main|master|head|stable|prod|production|current|default)$|[-@:](?:latest|main|stable)$/i
/** A date, a version with two parts, a digest or a long hash: something that stays. */
const FIXED = /\d{4}-?\d{2}-?\d{2}|\d+\.\d+|-v?\d{1,4}$|sha256:|\b[0-9a-f]{12,64}\b|-\d{4,8}\b/i

export default defineRule({
  id: 'PL-LLM-014',
  name: 'floating-model-alias',
  category: 'llm',
  title: 'The model of the provider can change under you',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'warning', 'info'],
  applies: ['llm'],
  satisfiedBy: 'A snapshot of the model: a dated or numbered version, a digest, a commit',
  why: 'An alias answers differently on the day the provider moves it, without any change of yours',
  help: 'Write the dated snapshot into `versionPin`, and evaluate before moving it',
  references: ['OWASP LLM03:2025 Supply Chain'],
  examples: {
    good: [llm('{name: azure, model: gpt-4o, versionPin: gpt-4o-2024-11-20}')],
    bad: [llm('{name: azure, model: gpt-4o, versionPin: latest}'), { ...llm('{name: hf, model: org/llama, versionPin: main}'), title: 'A branch is no snapshot' }],
  },
  *check({ document: { root } }): Iterable<Report> {
    for (const { node } of [...entriesAt(root, 'spec.llm.providers'), ...judge(root)]) {
      const pin = fieldAt(node, 'versionPin')
      const name = textAt(node, 'model') ?? textAt(node, 'name') ?? 'the model'
      const text = typeof pin?.value === 'string' ? pin.value.trim().slice(0, 200) : undefined
      if (pin && text !== undefined && (MOVING.test(text) || !FIXED.test(text)))
        yield {
          range: pin.range,
          message: MOVING.test(text) ? `${text} is an alias of ${name} that moves; pin a snapshot` : `${text} names no snapshot of ${name}; pin a dated or numbered version`,
        }
    }
  },
})

const judge = (root: Parameters<typeof fieldAt>[0]): readonly NonNullable<ReturnType<typeof fieldAt>>[] => {
  const field = fieldAt(root, 'spec.llm.evaluation.judge')
  return field ? [field] : []
}
