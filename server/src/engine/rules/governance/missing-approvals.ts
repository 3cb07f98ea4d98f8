import type { Tier } from '../../documents/kinds.ts'
import { yamlEntryAt } from '../../syntax/yaml.ts'
import { entriesAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Roles that approve a version before it goes live, where no pack says otherwise. */
const ROLES: Readonly<Record<Tier, readonly string[]>> = { 1: ['product', 'architecture', 'security'], 2: ['architecture'], 3: ['architecture'], 4: [] }

const approval = (role: string, status: string): string => `{role: ${role}, approver: 'user:k.sato', status: ${status}, decided: 2026-10-05, version: 2.1.0}`

export default defineRule({
  id: 'PL-GOV-006',
  name: 'missing-approvals',
  category: 'governance',
  title: 'Required approvals absent',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'off', 'off'],
  applies: ['production'],
  satisfiedBy: 'Approvals of this version by product, architecture and security in tier 1 (privacy with personal data, validation where regulated), by architecture in tier 2',
  why: 'An audit asks who agreed that this version may run; nobody remembers',
  help: 'Request the approvals that are missing and record decision, date and version',
  references: ['ISO/IEC 42001, A.6.2.4', 'NIST AI RMF 1.0, MANAGE 1.1'],
  examples: {
    good: [
      sampleManifest(`lifecycle: {stage: production}\ngovernance: {approvals: [${approval('architecture', 'approved')}]}`, { tier: 2 }),
      sampleManifest('lifecycle: {stage: development}', { title: 'Not yet staged' }),
    ],
    bad: [
      sampleManifest(`lifecycle: {stage: production}\ngovernance: {approvals: [${approval('product', 'approved')}, ${approval('security', 'requested')}]}`),
      sampleManifest('lifecycle: {stage: staging}', { tier: 2 }),
    ],
  },
  *check({ document: { root, titleRange }, tier, applies }): Iterable<Report> {
    const owed = [...ROLES[tier], ...(tier === 1 && applies('personalData') ? ['privacy'] : []), ...(tier === 1 && applies('regulated') ? ['validation'] : [])]
    const version = textAt(root, 'metadata.version')
    const approved = entriesAt(root, 'spec.governance.approvals').filter(({ node }) => ['approved', 'conditional'].includes(textAt(node, 'status') ?? ''))
    const current = approved.filter(({ node }) => (textAt(node, 'version') ?? version) === version)
    // One that was left behind among approvals of this version is a finding of its own: approval-invalid.
    const given = new Set((current.length > 0 ? approved : current).map(({ node }) => textAt(node, 'role')))
    const missing = owed.filter((role) => !given.has(role))
    if (missing.length === 0) return
    const place = yamlEntryAt(root, ['spec', 'governance', 'approvals']) ?? yamlEntryAt(root, ['spec', 'governance']) ?? yamlEntryAt(root, ['metadata', 'version'])
    yield { range: place?.keyRange ?? titleRange, message: `Approval missing for ${version === undefined ? 'this version' : `version ${version}`}: ${missing.join(', ')}` }
  },
})
