import { unitsOf } from '../../claims/units.ts'
import type { Range } from '../../text/range.ts'
import { entriesAt, fieldAt, textAt, textsAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'
import { CHOOSES, NOT_CHOSEN, TOOL } from './technologies.ts'

/** Fields of a manifest that name a tool, with the role in which it serves. */
const FIELDS: readonly (readonly [role: string, path: string])[] = [
  ['serving-runtime', 'spec.serving.runtime.name'],
  ['feature-store', 'spec.features.store.system'],
  ['orchestrator', 'spec.training.pipeline.orchestrator'],
  ['model-registry', 'spec.lineage.registry.system'],
  ['experiment-tracker', 'spec.lineage.run.tracker'],
  ['cloud', 'spec.serving.deployment.cloud'],
]
const CONFIGURATION = `//- path: .plumbline.yaml
apiVersion: plumbline.dev/v1
kind: Workspace
rules:
  unapproved-tool: {severity: warning, options: {approvedTools: [KServe, Airflow, MLflow, Redis]}}
`
const configured = ({ path, text }: { readonly path: string; readonly text: string }): { readonly path: string; readonly text: string } => ({
  path,
  text: `${CONFIGURATION}//- path: ${path}\n${text}`,
})

export default defineRule({
  id: 'PL-SRV-015',
  name: 'unapproved-tool',
  category: 'serving',
  title: 'Tool outside of the standard',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy: 'Tools that the option `approvedTools` lists (a list, or a map from role to tools), or a linked ADR that names the tool; without the option nothing is reported',
  why: 'Each further tool is paid for, patched and answered for by somebody',
  help: 'Take a tool of the standard, or link the ADR that allows this one',
  references: ['ISO/IEC 42001, A.4.4'],
  examples: {
    good: [
      configured(sampleManifest('serving: {pattern: realtime, runtime: {name: KServe}}')),
      configured(sampleDocument('ml-design-doc', '## Architecture\n\nWe will use Redis for lookups.')),
    ],
    bad: [
      configured(sampleManifest('serving: {pattern: realtime, runtime: {name: TorchServe}}')),
      configured(sampleDocument('ml-design-doc', '## Architecture\n\nWe will use Cassandra for lookups.')),
    ],
  },
  *check(context): Iterable<Report> {
    const approved = approvedTools(context.options['approvedTools'])
    if (!approved) return
    const { document } = context
    const allowed = document.markdown
      ? decided(
          context,
          document.markdown.links.map((link) => link.target),
        )
      : decided(context, textsAt(document.root, 'spec.governance.documents.adrs'))
    for (const { tool, role, range } of document.markdown ? inProse(context) : inManifest(context)) {
      const list = (role === undefined ? undefined : approved.byRole.get(role)) ?? approved.all
      if (list.some((name) => isSame(name, tool)) || allowed.some((text) => text.includes(tool.toLowerCase()))) continue
      yield {
        range,
        message: `${tool} is not in the standard${role === undefined ? '' : ` for ${role}`}; link an ADR`,
        help: `Take one of ${list.slice(0, 6).join(', ')}, or link the ADR that allows ${tool}`,
      }
    }
  },
})

interface Approved {
  readonly all: readonly string[]
  readonly byRole: ReadonlyMap<string, readonly string[]>
}

function approvedTools(option: unknown): Approved | undefined {
  const names = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string' && v.trim() !== '') : [])
  if (Array.isArray(option)) return names(option).length > 0 ? { all: names(option), byRole: new Map() } : undefined
  if (typeof option !== 'object' || option === null) return undefined
  const byRole = new Map(Object.entries(option).map(([role, tools]) => [role, names(tools)] as const))
  const all = [...byRole.values()].flat()
  return all.length > 0 ? { all, byRole } : undefined
}

/** `Amazon EKS 1.30` is EKS. */
const isSame = (name: string, tool: string): boolean => {
  const fold = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `
  return fold(tool).includes(fold(name)) || fold(name).includes(fold(tool))
}

/** Texts of the decision records that a document links. */
function decided({ document, workspace }: RuleContext, targets: readonly string[]): readonly string[] {
  return targets.flatMap((target) =>
    [workspace.resolve(document.path, target), workspace.resolve('', target)].flatMap((place) => {
      const found = place && workspace.document(place.path)
      return found?.recognition?.kind === 'adr' ? [found.text.toLowerCase()] : []
    }),
  )
}

interface Use {
  readonly tool: string
  readonly role: string | undefined
  readonly range: Range
}

function inManifest({ document: { root } }: RuleContext): readonly Use[] {
  const named = FIELDS.flatMap(([role, path]) => {
    const field = fieldAt(root, path)
    const tool = textAt(root, path)
    return field && tool !== undefined ? [{ tool, role, range: field.range }] : []
  })
  const components = entriesAt(root, 'spec.architecture.components').flatMap(({ node }) => {
    const field = fieldAt(node, 'technology')
    const tool = textAt(node, 'technology')
    return field && tool !== undefined ? [{ tool, role: textAt(node, 'role'), range: field.range }] : []
  })
  return [...named, ...components]
}

function inProse({ document }: RuleContext): readonly Use[] {
  const told = new Set<string>()
  return unitsOf(document).flatMap(({ kind, text, range, void: voided }) => {
    const tool = voided || kind !== 'sentence' || !CHOOSES.test(text) || NOT_CHOSEN.test(text) ? undefined : TOOL.exec(text)?.[1]
    if (tool === undefined || told.has(tool.toLowerCase())) return []
    told.add(tool.toLowerCase())
    return [{ tool, role: undefined, range }]
  })
}
