import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { perPiece } from '../../syntax/pieces.ts'
import { toldOf } from '../../syntax/stretches.ts'
import type { Range } from '../../text/range.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { findSecrets } from './secret-patterns.ts'

// Put together, so that this file holds no key itself.
const FAKE_KEY = ['ghp', '9aZ3kLq7Rt2WvX8bNc4MdP6yHs1JfG5uEo0T'].join('_')

const secretsIn = toldOf(perPiece((piece) => findSecrets(piece.text)))

export default defineRule({
  id: 'PL-SEC-002',
  name: 'secret-in-document',
  category: 'security',
  title: 'Secret in the text',
  kinds: DOCUMENT_KINDS,
  severity: 'error',
  waivable: false,
  ignoresStage: true,
  satisfiedBy: 'References to a secret store instead of keys, passwords and connection strings',
  why: 'Whoever can read the repository, its forks and its history can use the secret; deleting the line does not take it back',
  help: 'Revoke and rotate the secret first, then put a reference to the secret store here',
  references: ['CWE-798', 'CWE-540'],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\nThe service reads its password from Vault: `password: vault:ml/churn#db`. Keys look like `AKIAIOSFODNN7EXAMPLE`.\n',
      },
    ],
    bad: [{ path: 'docs/churn-design.md', text: `---\nkind: ml-design-doc\n---\n# Churn design\n\nUse ${FAKE_KEY} to fetch the model.\n` }],
  },
  *check({ document }): Iterable<Report> {
    const say = (type: string, { start, end }: Range, by: number): Report => ({ range: { start: start + by, end: end + by }, message: `Possible ${type} in this file` })
    // No secret reaches over the end of a line: pieces can be searched one by one.
    for (const { fact, by, piece } of secretsIn(document.markdown)) yield say(fact.type, fact.range, by + piece.base)
    if (document.markdown) return
    // A YAML file of several documents is searched once for each of its own.
    const own = document.yaml && document.yaml.documents.length > 1 ? document.yaml.documents.find((d) => d.root === document.root) : undefined
    const within = own?.range ?? { start: 0, end: document.text.length }
    for (const { type, range } of findSecrets(document.text.slice(within.start, within.end))) yield say(type, range, within.start)
  },
})
