/**
 * What Plumbline's server and its clients say to each other beyond the language server protocol: names and plain values.
 * Imports nothing, so that the extension can use it without the engine.
 */

/** Request, client to server: `DocumentStatusParams` → `DocumentStatus`. */
export const DOCUMENT_STATUS = 'plumbline/documentStatus'
/** Notification, server to client: `DocumentStatus` of an open document that is new or has changed. */
export const STATUS_CHANGED = 'plumbline/statusChanged'
/** Request, client to server: `FindingsParams` → `FindingsResult`; what `plumbline check --format json` prints of the same files. */
export const FINDINGS = 'plumbline/findings'
/** Request, client to server, with an empty object: `DocumentsResult`; every document of the workspace that Plumbline recognised. */
export const DOCUMENTS = 'plumbline/documents'
/** Notification, server to client, without parameters: findings or documents have changed; views ask again. */
export const WORKSPACE_CHANGED = 'plumbline/workspaceChanged'
/** Request, client to server, without parameters: `RulesResult`; the catalogue of rules. */
export const RULES = 'plumbline/rules'
/** Request, server to client (web worker only): `FsReadFileParams` → `FsReadFileResult`. */
export const FS_READ_FILE = 'plumbline/fs/readFile'
/** Request, server to client (web worker only): `FsListParams` → `FsListResult`. */
export const FS_LIST = 'plumbline/fs/list'

export type SeverityDto = 'error' | 'warning' | 'info'

export interface DocumentStatusParams {
  readonly uri: string
}

/** What the status bar shows of one document. `kind` is null for everything that is not a document of ours. */
export interface DocumentStatus {
  readonly uri: string
  readonly kind: string | null
  /** How the kind was recognised: `identity`, `configuration`, `file-name`, `content`, `option`. */
  readonly by: string | null
  /** What was seen, in words. */
  readonly evidence: string | null
  readonly tier: number | null
  readonly stage: string | null
  readonly model: string | null
  /** Findings that are not waived, by severity; and the waived ones. */
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly waived: number }
  /** False when the user switched Plumbline off (`plumbline.enable`). */
  readonly enabled: boolean
  /** Why nothing is said about the document, where there is a reason: `larger than 5 MB`. */
  readonly skipped: string | null
}

/** One recognised document of the workspace. */
export interface DocumentDto {
  readonly uri: string
  /** Path below its workspace folder. */
  readonly path: string
  /** URI of the folder. */
  readonly folder: string
  readonly kind: string
  /** Name of the document for people. */
  readonly title: string
  readonly tier: number | null
  readonly stage: string | null
  /** Name of the model that it describes or names. */
  readonly model: string | null
  /** Of an ADR. */
  readonly status: string | null
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly waived: number }
}

export interface DocumentsResult {
  /** Sorted by folder, then path. */
  readonly documents: readonly DocumentDto[]
}

export interface PositionDto {
  readonly line: number
  readonly character: number
}

export interface RangeDto {
  readonly start: PositionDto
  readonly end: PositionDto
}

/** A finding as in JSON output, version 1: lines and characters from 0, in UTF-16. */
export interface FindingDto {
  readonly rule: string
  readonly category: string
  readonly severity: SeverityDto
  readonly path: string
  readonly range: RangeDto
  readonly message: string
  readonly why: string
  readonly help: string
  readonly docs: string
  readonly related: readonly { readonly path: string; readonly range: RangeDto; readonly message: string }[]
  readonly fixable: boolean
  readonly fingerprint: string
  readonly waiver: { readonly reason: string; readonly expires?: string; readonly approver?: string } | null
}

export interface FindingsParams {
  /** A document, or a workspace folder for all its documents. */
  readonly uri: string
}

export interface FindingsResult {
  readonly findings: readonly FindingDto[]
}

export interface RuleExampleDto {
  readonly path: string
  readonly text: string
}

/** A rule, for its page. */
export interface RuleDto {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly title: string
  readonly kinds: readonly string[]
  /** In tiers 1 to 4: `error`, `warning`, `info` or `off`. */
  readonly severities: readonly string[]
  readonly satisfiedBy: string
  readonly why: string
  readonly help: string
  readonly references: readonly string[]
  readonly good: RuleExampleDto | null
  readonly bad: RuleExampleDto | null
}

export interface RulesResult {
  /** Sorted by name. */
  readonly rules: readonly RuleDto[]
}

/** `data` of every diagnostic. */
export interface DiagnosticData {
  readonly rule: string
  readonly fingerprint: string
  readonly fixable: boolean
}

export interface FsReadFileParams {
  readonly uri: string
}

export interface FsReadFileResult {
  /** Null when there is no such file, it is larger than 5 MB, or it is no text. */
  readonly text: string | null
}

export interface FsListParams {
  /** URI of a workspace folder. */
  readonly folder: string
}

export interface FsListResult {
  /** Paths of all files below the folder, relative to it, with `/`, not encoded. */
  readonly files: readonly string[]
  /** False when files were left out: then nothing is said about files that are not listed. */
  readonly complete: boolean
}

export * from './places.ts'
export * from './readiness.ts'
export * from './sign-off.ts'
export * from './graph.ts'
export * from './portfolio.ts'
export * from './rendering.ts'
