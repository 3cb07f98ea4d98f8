/** Kinds of documents in words. */
const NAMES: Readonly<Record<string, string>> = {
  'ml-design-doc': 'ML design doc',
  adr: 'ADR',
  'model-manifest': 'Model manifest',
  'model-card': 'Model card',
  'system-card': 'System card',
  'data-contract': 'Data contract',
  'readiness-checklist': 'Readiness checklist',
  runbook: 'Runbook',
  'threat-model': 'Threat model',
  roadmap: 'Roadmap',
  pack: 'Pack',
  workspace: 'Workspace configuration',
}

/** A kind of document in words; one that is not known stays as it is. */
export const kindName = (kind: string): string => (Object.hasOwn(NAMES, kind) ? NAMES[kind]! : kind)
