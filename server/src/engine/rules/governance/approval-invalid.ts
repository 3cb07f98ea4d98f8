import { dateOf } from '../../documents/dates.ts'
import { looseText } from '../../documents/fields.ts'
import { statedOwners } from '../../documents/identity.ts'
import { yamlEntryAt } from '../../syntax/yaml.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { entriesAt, fieldAt, textAt, textsAt } from '../reading.ts'
import type { Field } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** Roles that must not be played by those who own the model. */
const INDEPENDENT = ['validation', 'risk']

const approvals = (...entries: readonly string[]): string => `lifecycle: {stage: production}\ngovernance: {approvals: [${entries.join(', ')}]}`

export default defineRule({
  id: 'PL-GOV-007',
  name: 'approval-invalid',
  category: 'governance',
  title: 'Approval does not hold',
  kinds: ['model-manifest', 'readiness-checklist'],
  severity: ['error', 'warning', 'info', 'off'],
  ignoresStage: true,
  satisfiedBy: 'Approvals of this version, decided after they were requested, not run out, without open conditions at production; validation by others than the owner',
  why: 'An approval that does not hold gives an assurance that nobody has given',
  help: 'Have the version approved by somebody independent, or meet the conditions and record it',
  references: ['SR 26-2 (ex SR 11-7), effective challenge', 'NIST AI RMF 1.0, GOVERN 2.1'],
  examples: {
    good: [
      sampleManifest(approvals("{role: validation, approver: 'team:model-risk', status: approved, requested: 2026-10-01, decided: 2026-10-05, version: 2.1.0}")),
      sampleDocument('readiness-checklist', '- [x] Owner named', { front: "owner: team:routing\ndecision: go\ndecidedBy: 'user:k.sato'" }),
    ],
    bad: [
      sampleManifest(approvals("{role: validation, approver: 'team:routing', status: approved, decided: 2026-10-05, version: 2.1.0}"), { title: 'The owner validates' }),
      sampleManifest(
        approvals(
          "{role: product, approver: 'user:k.sato', status: approved, decided: 2026-10-05, version: 2.1.0}",
          "{role: security, approver: 'user:b.wolff', status: approved, decided: 2026-03-02, version: 1.9.0}",
        ),
        { title: 'Left behind by a new version' },
      ),
      sampleManifest(approvals("{role: product, approver: 'user:k.sato', status: approved, requested: 2026-10-08, decided: 2026-10-05}"), {
        title: 'Decided before it was requested',
      }),
      sampleManifest(approvals("{role: product, approver: 'user:k.sato', status: approved, decided: 2024-10-05, expires: 2025-10-05}"), { title: 'Run out' }),
      sampleManifest(approvals("{role: security, approver: 'user:k.sato', status: conditional, decided: 2026-10-05, conditions: [rate limit at the gateway]}"), {
        title: 'Conditions are open',
      }),
      sampleDocument('readiness-checklist', '- [x] Owner named', { front: 'owner: team:routing\ndecision: go\ndecidedBy: team:routing' }),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* ofChecklist(context)
    else for (const entry of entriesAt(context.document.root, 'spec.governance.approvals')) yield* ofApproval(entry, context)
  },
})

const report = (approver: string, reason: string, range: Range): Report => ({ range, message: `Approval by ${approver} is not valid: ${reason}` })

function* ofApproval({ node, range }: Field, { document: { root }, stage, today }: RuleContext): Generator<Report> {
  const status = textAt(node, 'status')
  if (status !== 'approved' && status !== 'conditional') return
  const approver = textAt(node, 'approver') ?? 'nobody named'
  const role = textAt(node, 'role')
  const at = (key: string): Range => fieldAt(node, key)?.range ?? range
  const owners = [textAt(root, 'spec.ownership.owner'), textAt(root, 'spec.ownership.technicalOwner')]
  if (role !== undefined && INDEPENDENT.includes(role) && owners.includes(approver)) yield report(approver, `who owns the model cannot give the ${role} approval`, at('approver'))
  const requested = dateOf(fieldAt(node, 'requested')?.value)
  const decided = dateOf(fieldAt(node, 'decided')?.value)
  const expires = dateOf(fieldAt(node, 'expires')?.value)
  if (requested !== undefined && decided !== undefined && decided < requested) yield report(approver, `decided on ${decided}, requested on ${requested}`, at('decided'))
  if (expires !== undefined && decided !== undefined && expires < decided) yield report(approver, `it expires on ${expires}, before it was decided`, at('expires'))
  else if (expires !== undefined && expires < today) yield report(approver, `it expired on ${expires}`, at('expires'))
  const live = stage === 'staging' || stage === 'production'
  const version = textAt(node, 'version')
  const current = textAt(root, 'metadata.version')
  // Where no approval is for this version, all are missing: missing-approvals.
  if (live && version !== undefined && current !== undefined && version !== current && hasApproval(root, current) && !hasApproval(root, current, role))
    yield report(approver, `it is for version ${version}, not ${current}`, at('version'))
  if (stage === 'production' && status === 'conditional' && textsAt(node, 'conditions').length > 0)
    yield report(approver, 'its conditions are open, and the model is in production', at('conditions'))
}

/** Whether somebody, or a role, has approved the version; older approvals are history then. */
const hasApproval = (root: YamlNode | null, version: string, role?: string): boolean =>
  entriesAt(root, 'spec.governance.approvals').some(({ node }) => textAt(node, 'version') === version && (role === undefined || textAt(node, 'role') === role))

function* ofChecklist({ document }: RuleContext): Generator<Report> {
  const { root, titleRange } = document
  const decision = looseText(root, ['decision'])
  const by = looseText(root, ['decidedBy'])
  if (decision === undefined || !/^(?:go|conditional-go)$/.test(decision)) return
  const at = (key: string): Range => yamlEntryAt(root, [key])?.value?.range ?? titleRange
  if (by !== undefined && statedOwners(document).includes(by)) yield report(by, 'who owns the model decides on its own release', at('decidedBy'))
  if (decision === 'go' && textsAt(root, 'conditions').length > 0) yield report(by ?? 'nobody named', 'a plain go has open conditions; make it a conditional one', at('decision'))
}
