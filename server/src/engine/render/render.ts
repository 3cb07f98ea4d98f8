import { answerAll } from '../readiness/readiness.ts'
import { plural } from '../reports/index.ts'
import { checklistText } from '../readiness/checklist-text.ts'
import { scopeOf } from '../readiness/scope.ts'
import { CARD_TEMPLATES } from './card-sections.ts'
import { cardText } from './card.ts'
import { htmlReport } from './html-report.ts'
import { markdownReport } from './markdown-report.ts'
import { modelReport } from './model-report.ts'
import type { ReportSource } from './model-report.ts'

export const RENDER_KINDS = ['model-card', 'system-card', 'checklist', 'annex-iv', 'html', 'markdown'] as const
export type RenderKind = (typeof RENDER_KINDS)[number]

export interface Rendered {
  readonly text: string | null
  /** Why there is no text. */
  readonly refused: string | null
  readonly fileName: string
}

/** A document or report made from what is known of the model that a document belongs to. `tool`: program and version, for reports. */
export function render(source: ReportSource, path: string, kind: RenderKind, tool: string): Rendered {
  const scope = scopeOf(source, path)
  const name = (scope?.name ?? 'model')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, 80)
  const give = (text: string, fileName: string): Rendered => ({ text, refused: null, fileName })
  const refuse = (refused: string): Rendered => ({ text: null, refused, fileName: '' })
  if (!scope) return refuse(`${path} is no document of a model`)
  if (kind === 'checklist') return give(checklistText(scope, answerAll(scope)), `${name}-readiness.md`)
  if (kind === 'html' || kind === 'markdown') {
    const report = modelReport(source, path)!
    if (kind === 'markdown') return give(markdownReport(report), `${name}-report.md`)
    return give(
      htmlReport({
        title: `Review of ${scope.name}`,
        tool,
        asOf: source.today(),
        models: [report],
        others: [],
        summary: `${plural(report.readiness.documents.length, 'document')}, ${plural(report.findings.length, 'open finding')}`,
      }),
      `${name}-report.html`,
    )
  }
  const { manifest } = scope
  if (!manifest) return refuse(`${scope.name} has no manifest to make a ${kind} from`)
  const template = CARD_TEMPLATES.find((candidate) => candidate.kind === kind)!
  return give(cardText(template, { ...scope, manifest }), `${name}-${kind}.md`)
}
