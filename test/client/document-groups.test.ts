import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupDocuments } from '../../client/src/views/document-groups.ts'
import type { TreeNode } from '../../client/src/views/document-groups.ts'
import type { DocumentDto } from '../../server/src/protocol/index.ts'

const document = (path: string, kind: string, rest: Partial<DocumentDto> = {}): DocumentDto => ({
  uri: `file:///w/${path}`,
  path,
  folder: 'file:///w',
  kind,
  title: path,
  tier: null,
  stage: null,
  model: null,
  status: null,
  counts: { error: 0, warning: 0, info: 0, waived: 0 },
  ...rest,
})

/** One line a node, indented. */
const drawn = (nodes: readonly TreeNode[], indent = ''): readonly string[] =>
  nodes.flatMap((node) => [
    `${indent}${node.label}${'description' in node && node.description ? ` (${node.description})` : ''}`,
    ...(node.type === 'document' ? [] : drawn(node.children, `${indent}  `)),
  ])

describe('the tree of documents', () => {
  it('gathers documents below their models, and decisions, checklists and the rest by kind', () =>
    assert.deepEqual(
      drawn(
        groupDocuments([
          document('churn.model.yaml', 'model-manifest', { model: 'churn', tier: 1, stage: 'production', counts: { error: 2, warning: 1, info: 0, waived: 3 } }),
          document('docs/churn.md', 'ml-design-doc', { model: 'churn', title: 'Churn score', counts: { error: 1, warning: 0, info: 1, waived: 0 } }),
          document('docs/adr/0001.md', 'adr', { title: 'Score nightly', status: 'accepted', model: 'churn' }),
          document('docs/old.md', 'ml-design-doc', { title: 'An old one' }),
          document('readiness.md', 'readiness-checklist', { title: 'Churn readiness', model: 'churn' }),
          document('.plumbline.yaml', 'workspace', { title: 'Workspace' }),
          document('zoo.md', 'model-card', { title: 'Zoo card', model: 'zoo' }),
        ]),
      ),
      [
        'Models',
        '  churn (tier 1 · production · 3 errors, 1 warning, 1 hint)',
        '    Model manifest (2 errors, 1 warning)',
        '    Churn score (ML design doc · 1 error, 1 hint)',
        '  zoo (no tier · no manifest)',
        '    Zoo card (Model card)',
        'Documents without a model',
        '  An old one (ML design doc)',
        'Decisions',
        '  Score nightly (accepted)',
        'Checklists',
        '  Churn readiness',
        'Configuration',
        '  Workspace',
      ],
    ))

  it('models of the same name in two folders stay two', () => {
    const [models] = groupDocuments([
      document('a.model.yaml', 'model-manifest', { model: 'churn', folder: 'file:///a' }),
      document('a.model.yaml', 'model-manifest', { model: 'churn', folder: 'file:///b', uri: 'file:///b/a.model.yaml' }),
    ])
    assert.equal(models?.type === 'group' && models.children.length, 2)
  })

  it('is empty without documents', () => assert.deepEqual(groupDocuments([]), []))
})
