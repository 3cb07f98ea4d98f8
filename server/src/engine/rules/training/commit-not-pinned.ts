import { fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** SHA-1 or SHA-256 of Git, in full. */
const FULL = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i
const SHORT = /^[0-9a-f]{7,39}$/i

export default defineRule({
  id: 'PL-TRN-006',
  name: 'commit-not-pinned',
  category: 'training',
  title: 'Code reference can move',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'info'],
  satisfiedBy: 'The full SHA of the commit that trained the model',
  why: 'A branch is somewhere else tomorrow, and a tag can be moved; the model then has no known code',
  help: 'Write down the full SHA, as `git rev-parse HEAD` gives it in the training job',
  references: ['SLSA v1.0, provenance', 'Breck et al., The ML Test Score (2017), Infra 1'],
  examples: {
    good: [sampleManifest("lineage: {code: {repository: 'https://git.example.com/eta', commit: 9f2c1d7ab3e4f5061728394a5b6c7d8e9f001122}}")],
    bad: [
      sampleManifest("lineage: {code: {repository: 'https://git.example.com/eta', commit: main}}"),
      sampleManifest("lineage: {code: {repository: 'https://git.example.com/eta', commit: 9f2c1d7}}"),
      sampleManifest("lineage: {code: {repository: 'https://git.example.com/eta', tag: v2.1.0}}"),
    ],
  },
  *check({ document: { root } }): Iterable<Report> {
    const commit = fieldAt(root, 'spec.lineage.code.commit')
    const tag = fieldAt(root, 'spec.lineage.code.tag')
    const reference = commit ?? tag
    if (!reference || reference.node.kind !== 'scalar') return
    const text = textAt(root, commit ? 'spec.lineage.code.commit' : 'spec.lineage.code.tag')!.replace(/^(?:sha1|git|commit):/i, '')
    if (commit && FULL.test(text)) return
    yield { range: reference.range, message: `Use a full commit SHA instead of ${commit && SHORT.test(text) ? `the short ${text}` : `'${text.slice(0, 60)}'`}` }
  },
})
