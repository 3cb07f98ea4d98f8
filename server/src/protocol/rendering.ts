/** Documents made from a manifest. */

/** Request, client to server: `RenderParams` → `RenderResult`. */
export const RENDER = 'plumbline/render'

/** `html` and `markdown` are reports of the model for a review meeting; the others are documents with each field marked. */
export const RENDER_KINDS = ['model-card', 'system-card', 'checklist', 'annex-iv', 'html', 'markdown'] as const
export type RenderKind = (typeof RENDER_KINDS)[number]

export interface RenderParams {
  readonly uri: string
  readonly kind: RenderKind
}

export interface RenderResult {
  /** Null where the document is none of a model; `refused` says why. */
  readonly text: string | null
  readonly refused: string | null
  /** Proposed name of the file. */
  readonly fileName: string
}
