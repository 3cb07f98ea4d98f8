import { defineRule } from '../types.ts'

/** Reported by the runner for settings of `.plumbline.yaml` that cannot be applied; the others apply. */
export const configurationInvalid = defineRule({
  id: 'PL-HYG-092',
  name: 'configuration-invalid',
  category: 'hygiene',
  title: 'Configuration cannot be applied',
  kinds: ['workspace'],
  severity: 'error',
  satisfiedBy: 'Every setting names an existing rule or kind and has a value of its type',
  why: 'A setting that is silently ignored makes people believe that a check is on or off when it is not',
  help: 'Correct the setting; the others are applied',
  references: [],
  ignoresStage: true,
  waivable: false,
  examples: {
    good: [{ path: '.plumbline.yaml', text: 'apiVersion: plumbline.dev/v1\nkind: Workspace\ndefaultTier: 2\nfailOn: error\n' }],
    bad: [{ path: '.plumbline.yaml', text: 'apiVersion: plumbline.dev/v1\nkind: Workspace\nrules:\n  no-such-rule: error\n' }],
  },
  check: () => [],
})
