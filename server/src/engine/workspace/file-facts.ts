import type { AdrRecord } from '../documents/adr.ts'
import type { DocumentKind } from '../documents/kinds.ts'

/**
 * What the index knows of one file: a function of its path, its text, the configuration and the options. Plain data, so that it can be made by another thread or
 * run and be handed in.
 */
export interface FileFacts {
  readonly kinds: readonly DocumentKind[]
  /** Names of the manifests in it. */
  readonly names: readonly string[]
  readonly adr: AdrRecord | undefined
}
