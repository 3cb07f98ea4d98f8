import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Formats that can run code when they are loaded, with what may take their place. */
const UNSAFE: Readonly<Record<string, string>> = { pickle: 'ONNX or skops', joblib: 'ONNX or skops', pt: 'safetensors', torchscript: 'ONNX' }

export default defineRule({
  id: 'PL-SEC-005',
  name: 'unsafe-artifact-format',
  category: 'security',
  title: 'The format can run code when it is loaded',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'info', 'info'],
  satisfiedBy: 'A format that only holds data, or an artifact of one’s own whose signature is verified before it is loaded',
  why: 'Who can exchange such a file runs code of theirs in your service',
  help: 'Save the model as safetensors, ONNX or JSON, or sign it and verify the signature before loading',
  references: ['OWASP ML06:2023 AI Supply Chain Attacks', 'MITRE ATLAS AML.T0010'],
  examples: {
    good: [
      sampleManifest("artifacts: [{name: model, type: model, uri: 'models:/parcel-eta/3', format: onnx}]"),
      sampleManifest("artifacts: [{name: model, type: model, uri: 'models:/parcel-eta/3', format: pickle, signature: {method: sigstore, verifiedAt: load}}]", {
        title: 'Signed, and verified when loaded',
      }),
    ],
    bad: [sampleManifest("artifacts: [{name: model, type: model, uri: 'models:/parcel-eta/3', format: pickle}]")],
  },
  *check({ document: { root } }): Iterable<Report> {
    const origin = textAt(root, 'spec.model.origin')
    const foreign = origin === 'open-weights' || origin === 'third-party-api'
    for (const { node } of entriesAt(root, 'spec.artifacts')) {
      const format = fieldAt(node, 'format')
      const name = typeof format?.value === 'string' ? format.value.toLowerCase() : ''
      const instead = Object.hasOwn(UNSAFE, name) ? UNSAFE[name] : undefined
      if (!format || instead === undefined) continue
      const signed = textAt(node, 'signature.method') !== undefined && textAt(node, 'signature.verifiedAt') !== undefined
      if (signed && !foreign) continue
      yield {
        range: format.range,
        message: `${name} can run code when it is loaded; use ${instead}, or verify signature and scan first`,
        severity: foreign ? 'error' : undefined,
      }
    }
  },
})
