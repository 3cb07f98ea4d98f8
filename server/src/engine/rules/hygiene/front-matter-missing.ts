import { isGiven, looseEntry } from '../../documents/fields.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Keys by which front matter shows that it is document metadata and not the layout of a web site or a model hub. */
const OURS = [
  'kind',
  'owner',
  'owners',
  'status',
  'riskTier',
  'tier',
  'manifest',
  'model',
  'reviewers',
  'reviewBy',
  'lastReviewed',
  'reviewCadence',
  'runbooks',
  'threatModel',
  'modelCard',
] as const
const HUB = ['pipeline_tag', 'base_model', 'library_name', 'model-index', 'license'] as const
const OWNER = ['owner', 'owners', 'maintainer', 'maintainers', 'team', 'contact', 'dri', 'accountable', 'author', 'authors'] as const

export default defineRule({
  id: 'PL-HYG-008',
  name: 'front-matter-missing',
  category: 'hygiene',
  title: 'Front matter without owner or status',
  kinds: ['ml-design-doc', 'model-card', 'system-card', 'readiness-checklist', 'runbook', 'threat-model', 'roadmap'],
  severity: 'info',
  satisfiedBy: '`owner` and `status` in the front matter of documents that have one',
  why: "Lists of documents are made from front matter; one without owner and status is listed as nobody's draft",
  help: 'Add the keys to the front matter, such as `owner: team:payments-ml` and `status: approved`',
  references: ['Common front matter of Plumbline documents'],
  examples: {
    good: [
      { path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\nowner: team:churn\nstatus: approved\n---\n# Churn design\n' },
      {
        title: 'A document without front matter',
        path: 'docs/churn-ml-design-doc.md',
        text: '# Churn model design\n\n## Problem\n\nCustomers leave.\n\n## Model\n\nA gradient boosted tree.\n\n## Training data\n\nTwo years of invoices.\n',
      },
    ],
    bad: [{ path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\nowner: team:churn\n---\n# Churn design\n' }],
  },
  *check({ document }): Iterable<Report> {
    const root = document.root
    if (root?.kind !== 'map' || !looseEntry(root, OURS) || HUB.some((key) => root.entries.some((e) => e.key === key))) return
    const given = (keys: readonly string[]): boolean =>
      keys.some((key) => {
        const entry = looseEntry(root, [key])
        return entry !== undefined && isGiven(root, [entry.key])
      })
    const missing = [...(given(OWNER) ? [] : ['owner']), ...(given(['status', 'state', 'stage', 'decision']) ? [] : ['status'])]
    const first = root.entries[0]
    if (missing.length && first) yield { range: first.keyRange, message: `The front matter lacks ${missing.map((key) => `\`${key}\``).join(' and ')}` }
  },
})
