import type { DocumentView } from '../documents/document.ts'
import type { Cell } from '../syntax/markdown.ts'
import { perPiece, shift } from '../syntax/pieces.ts'
import type { Piece } from '../syntax/pieces.ts'
import { toldOf } from '../syntax/stretches.ts'

/** A row of a table of data flows. */
export interface TableFlow {
  readonly from: string
  readonly to: string
  /** Cells of the columns, where the table has them. */
  readonly auth: Cell | undefined
  readonly encryption: Cell | undefined
}

/** Most rows that are read. */
const MAX_ROWS = 500

const COLUMNS = {
  from: /^(?:from|source|sender|caller|origin)\b/i,
  to: /^(?:to|destination|target|receiver|callee|sink)\b/i,
  auth: /^(?:auth|authn|authentication|authenticated(?: by)?|authentication and authorisation|authentication and authorization)$/i,
  encryption: /^(?:encryption|encrypted|encryption in transit|in transit|tls|transport encryption|transport security)$/i,
} as const

/** Flows that tables of a document list: those with columns for both ends and for authentication or encryption. */
export function tableFlows({ markdown }: DocumentView): readonly TableFlow[] {
  const found: TableFlow[] = []
  for (const { fact, by } of flowsIn(markdown)) {
    if (found.length === MAX_ROWS) return found
    found.push({ ...fact, auth: fact.auth && moved(fact.auth, by), encryption: fact.encryption && moved(fact.encryption, by) })
  }
  return found
}

const moved = ({ range, text }: Cell, by: number): Cell => ({ range: shift(range, by), text })

const flowsIn = toldOf(perPiece(flowsOfPiece))

function flowsOfPiece({ blocks }: Piece): readonly TableFlow[] {
  const found: TableFlow[] = []
  for (const block of blocks) {
    if (block.kind !== 'table' || block.quoted) continue
    const column = (pattern: RegExp): number => block.header.findIndex((cell) => pattern.test(cell.text))
    const [from, to, auth, encryption] = [column(COLUMNS.from), column(COLUMNS.to), column(COLUMNS.auth), column(COLUMNS.encryption)]
    if (from === -1 || to === -1 || (auth === -1 && encryption === -1)) continue
    for (const { cells } of block.rows) {
      const [a, b] = [cells[from], cells[to]]
      if (a && b && a.text !== '' && b.text !== '')
        found.push({ from: a.text, to: b.text, auth: auth === -1 ? undefined : cells[auth], encryption: encryption === -1 ? undefined : cells[encryption] })
    }
  }
  return found
}
