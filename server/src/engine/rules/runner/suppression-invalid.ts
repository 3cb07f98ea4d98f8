import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { defineRule } from '../types.ts'

const manifest = (comment: string): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: churn\n${comment}`

/** Reported by the runner: only it knows which suppressions were needed. */
export const suppressionInvalid = defineRule({
  id: 'PL-HYG-009',
  name: 'suppression-invalid',
  category: 'hygiene',
  title: 'Suppression does not hold',
  kinds: DOCUMENT_KINDS,
  severity: 'warning',
  satisfiedBy: 'Each suppression names an existing rule, gives a reason, has not ended, and hides a finding',
  why: 'A suppression that nobody can judge, or that nothing needs any more, hides the next real finding',
  help: 'Write `plumbline-disable-next-line RULE -- reason`, or remove the suppression',
  references: ['S13'],
  ignoresStage: true,
  waivable: false,
  examples: {
    good: [{ path: 'churn.model.yaml', text: manifest('') }],
    bad: [
      { title: 'no such rule', path: 'churn.model.yaml', text: manifest('# plumbline-disable-file missing-owners -- the team is being formed\n') },
      { title: 'no reason', path: 'churn.model.yaml', text: manifest('# plumbline-disable-file waiver-invalid\n') },
    ],
  },
  check: () => [],
})
