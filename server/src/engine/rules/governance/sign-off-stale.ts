import { approvalsOf, staleParts } from '../../approvals/approvals.ts'
import { partRange, partsOf } from '../../approvals/parts.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Parts named in a message; the others are counted. */
const NAMED = 4

const manifest = (maxTime: string): string => `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
  release:
    # The time was agreed with the shop.
    rollback: {trigger: error rate above 2 %, target: 0.9.0, maxTime: ${maxTime}}
  governance:
    approvals:
      - role: architecture
        approver: user:j.lind
        status: approved
        decided: 2026-11-02
        version: 1.0.0
        digest: "sha256:4272051e6245c318dec82dda26feb23965214d6562a19031f2384f5675f90f63"
        parts: {metadata: "bd1f3b2ec41e", release: "e5307e46e25b"}
`

export default defineRule({
  id: 'PL-GOV-022',
  name: 'sign-off-stale',
  category: 'governance',
  title: 'What was signed off has changed',
  kinds: ['model-manifest', 'ml-design-doc', 'model-card', 'system-card', 'readiness-checklist'],
  severity: ['error', 'warning', 'info', 'info'],
  satisfiedBy: 'Approvals whose digest is that of the document as it stands; remarks, comments, layout and typos elsewhere do not count',
  why: 'A signature under something else than what goes live is worth nothing to whoever relies on it',
  help: 'Have the changed parts reviewed and signed off again, or undo the change',
  references: ['EU AI Act, Art. 17', 'SR 26-2, effective challenge'],
  examples: {
    good: [{ path: 'churn.model.yaml', text: manifest('30m') }],
    bad: [{ title: 'The rollback may take an hour now', path: 'churn.model.yaml', text: manifest('1h') }],
  },
  *check({ document }): Iterable<Report> {
    const approvals = approvalsOf(document).filter(({ digest, status }) => digest !== undefined && (status === 'approved' || status === 'conditional'))
    if (approvals.length === 0) return
    const now = partsOf(document)
    for (const approval of approvals) {
      const changed = staleParts(approval, now) ?? []
      if (changed.length === 0) continue
      const named = changed.slice(0, NAMED).join(', ')
      const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : ''
      yield {
        range: approval.digestRange,
        message: `The ${approval.role || 'recorded'} approval by ${approval.approver || 'nobody named'} is stale: ${named}${more} changed since`,
        related: changed.flatMap((name) => {
          const range = partRange(document, name)
          return range ? [{ path: document.path, range, message: `'${name}' is not what was signed off` }] : []
        }),
      }
    }
  },
})
