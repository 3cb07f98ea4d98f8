/** Every kind of document that Plumbline knows (domain §B). */
export const DOCUMENT_KINDS = [
  'ml-design-doc',
  'adr',
  'model-manifest',
  'model-card',
  'system-card',
  'data-contract',
  'readiness-checklist',
  'runbook',
  'threat-model',
  'roadmap',
  'pack',
  'workspace',
] as const

export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Kinds written in Markdown; the others are YAML. */
export const MARKDOWN_KINDS: readonly DocumentKind[] = ['ml-design-doc', 'adr', 'model-card', 'system-card', 'readiness-checklist', 'runbook', 'threat-model', 'roadmap']

/** Risk tier: 1 critical … 4 low. */
export type Tier = 1 | 2 | 3 | 4

export const STAGES = ['idea', 'experiment', 'development', 'staging', 'production', 'deprecated', 'retired'] as const
export type Stage = (typeof STAGES)[number]

/** How a document was recognised; the first in this order wins. */
export interface Recognition {
  readonly kind: DocumentKind
  readonly by: 'identity' | 'configuration' | 'file-name' | 'content' | 'option'
  /** 0–1; 1 for identity, configuration and option. */
  readonly confidence: number
  /** What was seen, in words, for the status bar: `kind: adr in the front matter`. */
  readonly evidence: string
}
