import { modelReference } from '../../documents/identity.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const design = (front: string): string =>
  `//- path: docs/design.md\n---\nkind: ml-design-doc\n${front}---\n# Parcel arrival times\n\nThe model is trained on scans and answers over REST.\n//- path: parcel-eta.model.yaml\n${sampleManifest('lifecycle: {stage: production}').text}`

export default defineRule({
  id: 'PL-TRC-009',
  name: 'orphan-document',
  category: 'traceability',
  title: 'No manifest belongs to this document',
  kinds: ['ml-design-doc', 'model-card', 'runbook', 'threat-model'],
  severity: ['warning', 'info', 'info', 'off'],
  satisfiedBy: 'The name of a model whose manifest is in the workspace, or a manifest that links the document',
  why: 'A document that belongs to no model is read by nobody when the model changes',
  help: 'Name the model in the front matter (`model:`), or link the document in `governance.documents` of its manifest',
  references: ['Role blueprint S16: undocumented models'],
  examples: {
    good: [{ path: 'docs/design.md', text: design('model: parcel-eta\n') }],
    bad: [{ path: 'docs/design.md', text: design('model: parcel-arrival\n') }],
  },
  *check({ document, workspace }): Iterable<Report> {
    // A workspace without manifests keeps its documents in another way.
    if (workspace.ofKind('model-manifest').length === 0 || workspace.manifestOf(document)) return
    const own = modelReference(document)
    if (workspace.isMentioned(document.path.slice(document.path.lastIndexOf('/') + 1))) return
    yield own
      ? {
          range: document.titleRange,
          message: `No manifest of the workspace is about ${own.name}, the model that this document names`,
        }
      : { range: document.titleRange, message: `No manifest links '${document.title}', and it names no model` }
  },
})
