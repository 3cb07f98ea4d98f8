import { LineIndex } from '../engine/index.ts'
import type { Analysis, Finding, Workspace } from '../engine/index.ts'

/** What the analysis of one file gave. Plain data: it may come from another thread or run. */
export interface Outcome {
  readonly analysis: Analysis
  /** The engine itself failed. */
  readonly failure: string | undefined
}

/** The engine contains its own failures; should one get out all the same, it becomes a finding and the other files go on. */
export function analyse(workspace: Workspace, path: string): Outcome {
  try {
    return { analysis: workspace.analyze(path), failure: undefined }
  } catch (error) {
    const text = workspace.text(path) ?? ''
    const lines = new LineIndex(text)
    const finding: Finding = {
      rule: 'internal-error',
      category: 'hygiene',
      severity: 'error',
      path,
      range: lines.lineRange(0),
      message: `Plumbline failed on ${path}: ${error instanceof Error ? error.message : String(error)}`,
      why: 'This is a mistake in Plumbline, not in the document; the document was not checked',
      help: 'Report it with the document, if you can share that',
      docs: 'https://plumbline.dev/rules/internal-error',
      related: [],
      fixes: [],
      fingerprint: `internal-error:${path}`,
      waiver: null,
    }
    return {
      analysis: { path, recognition: undefined, tier: undefined, stage: undefined, model: undefined, findings: [finding] },
      failure: `${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    }
  }
}
