import type { Connection, Diagnostic } from 'vscode-languageserver'
import type { Analysis, Finding, Trend } from '../engine/index.ts'
import type { DocumentStatus } from '../protocol/index.ts'
import type { ClientFacts } from './client-facts.ts'
import { Lines, toDiagnostic } from './convert.ts'
import type { OpenDocuments } from './documents.ts'
import type { Folders, Place } from './folders.ts'
import type { Guard } from './guard.ts'
import type { Platform } from './platform.ts'
import type { Settings } from './settings.ts'
import { uriKey } from './uri.ts'

/** Diagnostics of one document; equal results have equal ids. */
export interface Result {
  readonly id: string
  readonly diagnostics: readonly Diagnostic[]
}

const NOTHING: Result = { id: 'none', diagnostics: [] }

/** One client's session: the documents, what the engine says about them, and the words in which the client gets it. */
export class Session {
  readonly connection: Connection
  readonly platform: Platform
  readonly guard: Guard
  readonly facts: ClientFacts
  readonly documents: OpenDocuments
  readonly folders: Folders
  readonly settings: Settings
  /** Settles when the settings are known. */
  settled: Promise<void> = Promise.resolve()
  /** Past states of folders, with the commit that they lead to. */
  readonly pasts = new Map<string, { readonly head: string; readonly past: Trend }>()
  /** Conversions by analysis: the engine gives the same object while nothing has changed. Of documents that are not open the client keeps all but the id. */
  readonly #results = new WeakMap<Analysis, Result>()
  readonly #ids = new WeakMap<Analysis, string>()

  constructor(parts: { connection: Connection; platform: Platform; guard: Guard; facts: ClientFacts; documents: OpenDocuments; folders: Folders; settings: Settings }) {
    this.connection = parts.connection
    this.platform = parts.platform
    this.guard = parts.guard
    this.facts = parts.facts
    this.documents = parts.documents
    this.folders = parts.folders
    this.settings = parts.settings
  }

  /** Waits until everything that findings of a document depend on has been read; before that they would be wrong. */
  async ready(key: string): Promise<void> {
    await this.settled
    await this.folders.folderOf(key)?.ready
  }

  /** Findings to show, waived ones left out. */
  findings(key: string): { readonly place: Place; readonly findings: readonly Finding[] } | undefined {
    const place = this.folders.place(key)
    if (!place || place.workspace.text(place.path) === undefined || !this.settings.enabled(key)) return undefined
    return { place, findings: place.workspace.analyze(place.path).findings.filter((f) => f.waiver === null) }
  }

  /** Diagnostics of a document; empty for one that is unknown, too large, or switched off. */
  result(key: string): Result {
    const place = this.folders.place(key)
    if (!place || place.workspace.text(place.path) === undefined || !this.settings.enabled(key)) return NOTHING
    const analysis = place.workspace.analyze(place.path)
    const known = this.#results.get(analysis)
    if (known) return known
    const shown = analysis.findings.filter((f) => f.waiver === null)
    const lines = new Lines(place)
    const convert = (): readonly Diagnostic[] => shown.map((finding) => toDiagnostic(finding, place, lines, this.facts))
    const open = this.documents.get(key) !== undefined
    const id = open ? undefined : this.#ids.get(analysis)
    if (id !== undefined)
      return {
        id,
        get diagnostics() {
          return convert()
        },
      }
    const diagnostics = convert()
    const result: Result = diagnostics.length === 0 ? NOTHING : { id: hash(JSON.stringify(diagnostics)), diagnostics }
    // Lines of another document may move while the analysis of this one stands.
    if (shown.some((f) => f.related.some((r) => r.path !== place.path))) return result
    if (open) this.#results.set(analysis, result)
    else this.#ids.set(analysis, result.id)
    return result
  }

  status(uri: string): DocumentStatus {
    const key = uriKey(uri)
    const place = this.folders.place(key)
    const enabled = this.settings.enabled(key)
    const counts = { error: 0, warning: 0, info: 0, waived: 0 }
    if (!place || place.workspace.text(place.path) === undefined)
      return { uri, kind: null, by: null, evidence: null, tier: null, stage: null, model: null, counts, enabled, skipped: place?.skipped ?? null }
    const { recognition, tier, stage, model, findings } = place.workspace.analyze(place.path)
    if (enabled) for (const finding of findings) counts[finding.waiver ? 'waived' : finding.severity]++
    return {
      uri,
      kind: recognition?.kind ?? null,
      by: recognition?.by ?? null,
      evidence: recognition?.evidence ?? null,
      tier: tier ?? null,
      stage: stage ?? null,
      model: model ?? null,
      counts,
      enabled,
      skipped: null,
    }
  }
}

/** 53-bit hash (cyrb53) in base 36: tells results apart, nothing more. */
function hash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 2654435761)
    b = Math.imul(b ^ c, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}
