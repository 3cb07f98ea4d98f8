import type { Analysis, Finding, Place } from '../analysis/types.ts'
import { draw } from '../diagram/diagram.ts'
import type { DiagramSource, Picture, View } from '../diagram/types.ts'
import { answerAll } from '../readiness/readiness.ts'
import { manifestScope, scopeOf } from '../readiness/scope.ts'
import type { ModelScope, ModelSource } from '../readiness/scope.ts'
import type { Readiness } from '../readiness/types.ts'

/** Everything of a workspace that reports are made from. */
export interface ReportSource extends ModelSource, DiagramSource {
  analyze(path: string): Analysis
}

/** What a report tells of one model. */
export interface ModelReport {
  readonly readiness: Readiness
  readonly pictures: readonly Picture[]
  /** Open findings of its documents, the worst first. */
  readonly findings: readonly Finding[]
  /** `path:line`, lines from 1. */
  where(place: Place): string
}

const SHOWN: readonly View[] = ['system', 'lineage', 'release']
const RANK = { error: 0, warning: 1, info: 2 } as const

/** The report of the model that a document belongs to. */
export function modelReport(source: ReportSource, path: string): ModelReport | undefined {
  const scope = scopeOf(source, path)
  return scope && reportOf(scope, source)
}

/** Reports of all models of a workspace that have a manifest among these paths, or whose only document is. */
export function modelReports(source: ReportSource, paths: readonly string[]): readonly ModelReport[] {
  const reports = new Map<string, ModelReport>()
  for (const path of paths)
    for (const view of source.models.documentsIn(path)) {
      const scope = view.recognition?.kind === 'model-manifest' ? manifestScope(source, view) : view.recognition?.kind === 'ml-design-doc' ? scopeOf(source, path) : undefined
      if (!scope) continue
      const key = `${scope.documents[0]!.path}\n${scope.name}`
      if (!reports.has(key)) reports.set(key, reportOf(scope, source))
    }
  return [...reports.values()]
}

function reportOf(scope: ModelScope, source: ReportSource): ModelReport {
  const [first] = scope.documents
  return {
    readiness: answerAll(scope),
    pictures: SHOWN.flatMap((view) => draw(source, first!.path, { view }) ?? []),
    findings: scope.findings
      .filter(({ waiver }) => waiver === null)
      .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.start - b.range.start)),
    where: ({ path, range }) => {
      const lines = source.models.document(path)?.lines
      return lines ? `${path}:${lines.lineOf(range.start) + 1}` : path
    },
  }
}
