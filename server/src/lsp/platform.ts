import type { DiagramCheck, Trend } from '../engine/index.ts'

/** What the language server asks of the machine it runs on: Node, or a browser's worker. */
export interface Platform {
  /** Name for the log: `node 24.21.0`, `worker`. */
  readonly name: string
  /** ISO date `YYYY-MM-DD`, UTC, as in the command line. */
  today(): string
  /** Milliseconds from an arbitrary point, never going back. */
  now(): number
  /** Mermaid's grammars, loaded with the first diagram. */
  readonly diagramProblem: DiagramCheck
  /** A part of some long work was done: memory may be kept from growing. Takes no time to speak of. */
  worked?(): void
  /** Something was answered: memory can be seen to behind it. */
  answered?(): void
  /** Gives memory back that work in the background took; called when nobody has asked for anything for a while. */
  tidy?(): void
  /** The commit that is checked out in a folder; missing where there are no processes. */
  headOf?(uri: string, signal: AbortSignal): Promise<string | undefined>
  /** Reads a folder's past from git; `breathe` lets other work in between. */
  pastOf?(uri: string, signal: AbortSignal, breathe: () => Promise<void>): Promise<Trend | undefined>
  /** Opens a folder; a folder that cannot be read is empty. */
  openFolder(uri: string): FolderFiles
}

/** The files of one workspace folder on disk. Paths are relative to it, with `/`; none leads out of it. */
export interface FolderFiles {
  /** Lists documents (Markdown and YAML) below the folder. Rejects when aborted. */
  list(signal: AbortSignal): Promise<Listing>
  /** Whether a path belongs to the workspace as far as folders of tools and .gitignore go; as of the last listing. */
  keeps(path: string): boolean
  /** Reads one document. Links are not followed: what they point to is found where it lies. */
  read(path: string): Promise<FileText>
  /** Whether a file or folder exists; undefined where that cannot be told. Remembers what it answered. */
  exists(path: string): boolean | undefined
  /** Asks again about everything that `exists` answered; true when an answer changed. */
  recheck(): Promise<boolean>
}

export interface Listing {
  /** Documents, sorted by path; `stamp` changes when the file does ('' where that cannot be told). */
  readonly documents: readonly { readonly path: string; readonly stamp: string }[]
  /** What was left out and why, in words. */
  readonly skipped: readonly string[]
}

export type FileText = { readonly text: string } | { readonly absent: true } | { readonly skipped: string }
