import type { DiagramCheck } from '../engine/index.ts'

/** What the client leaves for the worker: the address of the script, and what that script leaves in turn. */
export interface WorkerScope {
  readonly plumblineMermaidScript?: string
  readonly plumblineMermaid?: { readonly checkDiagram: DiagramCheck }
  importScripts?(url: string): void
}

/** Mermaid's grammars for a worker, loaded with the first diagram; a worker that may not load them checks none. */
export function workerDiagramCheck(scope: WorkerScope, log: (message: string) => void): DiagramCheck {
  let failed = false
  return (keyword, text) => {
    if (failed || scope.plumblineMermaidScript === undefined) return undefined
    if (!scope.plumblineMermaid) {
      try {
        scope.importScripts?.(scope.plumblineMermaidScript)
      } catch (error) {
        failed = true
        log(`The syntax of diagrams is not checked: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    return scope.plumblineMermaid?.checkDiagram(keyword, text)
  }
}
