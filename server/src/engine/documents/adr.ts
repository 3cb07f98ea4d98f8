import type { DocumentView } from './document.ts'
import { adrNumber } from './names.ts'

/** What one ADR says of itself, before its links are resolved. Plain data. */
export interface AdrRecord {
  readonly path: string
  readonly number: number | undefined
  readonly title: string
}

export const readAdrRecord = ({ path, title }: DocumentView): AdrRecord => ({ path, title, number: adrNumber(path) })
