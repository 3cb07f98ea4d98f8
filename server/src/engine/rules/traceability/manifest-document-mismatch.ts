import type { DocumentView } from '../../documents/document.ts'
import { looseEntry, looseText } from '../../documents/fields.ts'
import { modelReference, parseStage, statedStage } from '../../documents/identity.ts'
import type { Range } from '../../text/range.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const MANIFEST = sampleManifest('lifecycle: {stage: production}', { tier: 1 }).text

const design = (front: string): string =>
  `//- path: docs/design.md\n---\nkind: ml-design-doc\nmodel: parcel-eta\n${front}---\n# Parcel arrival times\n\nThe model is trained on scans and answers over REST.\n//- path: parcel-eta.model.yaml\n${MANIFEST}`

/** One fact that both may state: what it is called, what each says, and where this document says it. */
interface Fact {
  readonly field: string
  readonly here: string
  readonly there: string
  readonly range: Range
}

export default defineRule({
  id: 'PL-TRC-001',
  name: 'manifest-document-mismatch',
  category: 'traceability',
  title: 'A document and the manifest state different facts',
  kinds: ['ml-design-doc', 'model-card', 'system-card', 'runbook'],
  severity: ['error', 'warning', 'warning', 'info'],
  ignoresStage: true,
  satisfiedBy: 'The same version, owner and stage in the front matter of a document and in the manifest of its model',
  why: 'Whoever reads only one of the two acts on a fact that the other denies',
  help: 'Correct the one that is out of date; the manifest is what machines read',
  references: ['Role blueprint S5: audit-ready evidence'],
  examples: {
    good: [{ path: 'docs/design.md', text: design('riskTier: 1\nowner: team:routing\n') }],
    bad: [
      { path: 'docs/design.md', text: design('riskTier: 1\nstage: experiment\n') },
      { title: 'Another owner', path: 'docs/design.md', text: design('riskTier: 1\nowner: team:pricing\n') },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    const manifest = workspace.manifestOf(document)
    if (!manifest || !document.root) return
    for (const { field, here, there, range } of facts(document, manifest))
      yield {
        range,
        message: `The ${field} is ${here} here, but ${there} in ${manifest.path}`,
        related: [{ path: manifest.path, range: manifest.titleRange, message: `The manifest says ${there}` }],
      }
  },
})

function* facts(document: DocumentView, manifest: DocumentView): Generator<Fact> {
  const at = (keys: readonly string[]): Range | undefined => {
    const entry = looseEntry(document.root, keys)
    return entry?.value?.range ?? entry?.keyRange
  }
  // Tiers are the business of `risk-tier-inconsistent`.
  const modelAt = at(['model', 'modelName', 'model_name'])
  const [own, theirs] = [modelReference(document), modelReference(manifest)]
  // A runbook holds for each version; the version of a card or design is the one that it describes.
  if (modelAt && own?.version && theirs?.version && own.name === theirs.name && own.version !== theirs.version && document.recognition?.kind !== 'runbook')
    yield { field: 'version', here: own.version, there: theirs.version, range: modelAt }
  const stageAt = at(['stage'])
  const [stage, theirStage] = [parseStage(looseText(document.root, ['stage'])), statedStage(manifest)]
  if (stageAt && stage && theirStage && stage !== theirStage) yield { field: 'stage', here: stage, there: theirStage, range: stageAt }
  const ownerAt = at(['owner'])
  const owner = looseText(document.root, ['owner'])
  const accountable = yamlAt(manifest.root, ['spec', 'ownership', 'owner'])
  const ownerThere = accountable?.kind === 'scalar' ? String(accountable.value ?? '') : ''
  // A runbook may be kept by those who run it; of others the owner is the owner of the model.
  if (ownerAt && owner && ownerThere && document.recognition?.kind === 'ml-design-doc' && isReference(owner) && isReference(ownerThere) && !others(manifest).includes(fold(owner)))
    yield { field: 'owner', here: owner, there: ownerThere, range: ownerAt }
}

const isReference = (text: string): boolean => /^(?:team|user|group):|^@|@/.test(text.trim())
const fold = (text: string): string => text.trim().toLowerCase()

/** All parties that the manifest names as some kind of owner. */
const others = (manifest: DocumentView): readonly string[] =>
  ['owner', 'technicalOwner', 'productOwner', 'dataOwner', 'riskOwner'].flatMap((role) => {
    const node = yamlAt(manifest.root, ['spec', 'ownership', role])
    return node?.kind === 'scalar' && node.value !== null ? [fold(String(node.value))] : []
  })
