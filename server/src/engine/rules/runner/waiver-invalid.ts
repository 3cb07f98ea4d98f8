import { defineRule } from '../types.ts'

const manifest = (waiver: string): string => `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata:
  name: churn
spec:
  governance:
    waivers:
      - {id: W-1, rule: suppression-invalid, ${waiver}}
`

/** Reported by the runner: only it knows the rules and which waivers were needed. */
export const waiverInvalid = defineRule({
  id: 'PL-GOV-014',
  name: 'waiver-invalid',
  category: 'governance',
  title: 'Waiver expired or incomplete',
  kinds: ['model-manifest', 'readiness-checklist', 'ml-design-doc'],
  severity: ['error', 'error', 'warning', 'info'],
  satisfiedBy: 'Rule, reason, approver, granted, expires (at most 180 days) and a compensating control, and not approved by the owner in tier 1',
  why: 'Waivers rot: an exception without an end or an approver becomes the rule',
  help: 'Complete or renew the waiver, or remove it and mend what it covered',
  references: ['S12', 'S13'],
  examples: {
    good: [
      {
        path: 'churn.model.yaml',
        text: manifest('reason: pilot in one branch, approver: "user:a.okafor", granted: 2026-11-01, expires: 2099-01-01, compensatingControl: weekly review').replace(
          '2099-01-01',
          '2027-02-01',
        ),
      },
    ],
    bad: [{ path: 'churn.model.yaml', text: manifest('reason: pilot, approver: "user:a.okafor", granted: 2020-01-01, expires: 2020-03-01, compensatingControl: weekly review') }],
  },
  check: () => [],
})
