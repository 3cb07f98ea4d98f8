import { statedReferences, suggestedReference } from '../../architecture/conformance.ts'
import { diagramsOf } from '../../architecture/from-diagrams.ts'
import { architectureSection } from '../../architecture/headings.ts'
import { referenceArchitectures, referencesNamed } from '../../architecture/references.ts'
import { looseEntry } from '../../documents/fields.ts'
import { yamlRange } from '../../syntax/yaml.ts'
import { nearest } from '../../text/edit-distance.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const ids = (): readonly string[] => referenceArchitectures().map(({ id }) => id)

export default defineRule({
  id: 'PL-SRV-006',
  name: 'no-reference-architecture',
  category: 'serving',
  title: 'Reference architecture not named',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy:
    'spec.architecture.reference with the id of a reference architecture; in a design document `reference:` in the front matter, or the pattern by its name, such as batch scoring',
  why: 'A named pattern tells reviewers which parts, flows and failure modes to look for, and which of them are missing',
  help: `Name the reference architecture that it follows: ${ids().join(', ')}`,
  references: ['Google SRE book, production readiness review'],
  examples: {
    good: [
      sampleManifest('architecture: {reference: realtime-inference}'),
      sampleDocument('ml-design-doc', '## Architecture\n\nThe scorer runs behind the gateway.', { front: 'reference: realtime-inference' }),
      sampleDocument('ml-design-doc', '## Architecture\n\nA nightly batch scoring job writes arrival times for all open parcels.', { title: 'Named in words' }),
    ],
    bad: [
      sampleManifest('serving: {pattern: realtime}'),
      sampleManifest('architecture: {reference: realtime-inferense}', { title: 'Unknown' }),
      sampleDocument('ml-design-doc', '## Architecture\n\nThe scorer runs behind the gateway and reads Redis.'),
    ],
  },
  *check(context): Iterable<Report> {
    const { document, workspace } = context
    const stated = statedReferences(document)
    for (const { value, range, reference } of stated)
      if (!reference) {
        const near = nearest(value, ids(), 4)
        yield { range, message: `The reference architecture \`${value}\` is not known`, help: near ? `Did you mean \`${near}\`?` : undefined }
      }
    if (stated.length > 0) return
    if (document.recognition!.kind === 'model-manifest') yield* missing(context, yamlRange(document.root, ['spec', 'architecture', 'reference']) ?? document.titleRange)
    else if (!isNamed(context)) {
      const place = architectureSection(document)?.heading?.textRange ?? diagramsOf(document)[0]?.diagram.keywordRange
      // A document that says neither its tier nor anything of its architecture is asked for more than a name first.
      if (place && looseEntry(document.root, ['riskTier', 'risk_tier', 'tier']) && !workspace.manifestOf(document)) yield* missing(context, place)
    }
  },
})

function isNamed({ document, workspace }: RuleContext): boolean {
  const manifest = workspace.manifestOf(document)
  return (manifest !== undefined && statedReferences(manifest).length > 0) || referencesNamed(document).length > 0
}

function* missing(context: RuleContext, range: Report['range']): Generator<Report> {
  const best = suggestedReference(context)
  const score = best ? `, of whose parts ${Math.round(best.share * 100)} % are there` : ''
  yield {
    range,
    message: `Name the reference architecture that ${context.model} follows`,
    help: best ? `The closest is \`${best.reference.id}\`${score}` : undefined,
  }
}
