import { createRequire } from 'node:module'
import type { DiagramCheck } from '../engine/index.ts'
import { PROGRAM } from './program.ts'

/** Mermaid's grammars for a Node process; they are loaded with the first diagram. */
export function nodeDiagramCheck(): DiagramCheck {
  let check: DiagramCheck | undefined
  return (keyword, text) => (check ??= (createRequire(import.meta.url)(PROGRAM) as { readonly checkDiagram: DiagramCheck }).checkDiagram)(keyword, text)
}
