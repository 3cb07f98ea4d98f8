import { TextDocument } from 'vscode-languageserver-textdocument'
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import type { TextEdit } from '../engine/index.ts'
import { uriKey } from './uri.ts'

/** A document that the client holds open. Its text is the truth, whatever the disk says. */
export interface OpenDocument {
  /** The client's own spelling. */
  readonly uri: string
  readonly key: string
  readonly languageId: string
  readonly version: number
  readonly text: string
}

/** The open documents, kept in step with the client by incremental changes. */
export class OpenDocuments {
  readonly #documents = new Map<string, TextDocument>()
  /** Snapshots handed out, so that one version is one object. */
  readonly #snapshots = new Map<string, OpenDocument>()

  open(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const key = uriKey(uri)
    this.#documents.set(key, TextDocument.create(uri, languageId, version, text))
    this.#snapshots.delete(key)
    return this.get(key)!
  }

  /**
   * Applies the changes of one notification. Gives the new document and, where every change had a range, one edit from the old
   * text to the new; undefined for a document that is not open.
   */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): { readonly document: OpenDocument; readonly edits: readonly TextEdit[] | undefined } | undefined {
    const key = uriKey(uri)
    let document = this.#documents.get(key)
    if (!document) return undefined
    let edit: { start: number; oldEnd: number; newEnd: number } | undefined
    let whole = false
    for (const change of changes) {
      if (!('range' in change) || !change.range) {
        whole = true
        TextDocument.update(document, [change], version)
        continue
      }
      const a = document.offsetAt(change.range.start)
      const b = document.offsetAt(change.range.end)
      const start = Math.min(a, b)
      const end = Math.max(a, b)
      edit = extend(edit, start, end, change.text.length)
      // Positions beyond the text would spoil the library's table of lines; by way of offsets they are cut to it.
      TextDocument.update(document, [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, text: change.text }], version)
      if (joins(document.getText(), start) || joins(document.getText(), start + change.text.length)) {
        document = TextDocument.create(document.uri, document.languageId, version, document.getText())
        this.#documents.set(key, document)
      }
    }
    if (changes.length === 0) TextDocument.update(document, [], version)
    this.#snapshots.delete(key)
    const snapshot = this.get(key)!
    if (whole) return { document: snapshot, edits: undefined }
    return { document: snapshot, edits: edit ? [{ range: { start: edit.start, end: edit.oldEnd }, newText: snapshot.text.slice(edit.start, edit.newEnd) }] : [] }
  }

  close(uri: string): void {
    const key = uriKey(uri)
    this.#documents.delete(key)
    this.#snapshots.delete(key)
  }

  /** By URI key. */
  get(key: string): OpenDocument | undefined {
    const known = this.#snapshots.get(key)
    if (known) return known
    const document = this.#documents.get(key)
    if (!document) return undefined
    const snapshot: OpenDocument = { uri: document.uri, key, languageId: document.languageId, version: document.version, text: document.getText() }
    this.#snapshots.set(key, snapshot)
    return snapshot
  }

  all(): readonly OpenDocument[] {
    return [...this.#documents.keys()].map((key) => this.get(key)!)
  }
}

/** Whether a change brought a CR and an LF together: one line break now, which the library's table of lines takes for two. */
const joins = (text: string, at: number): boolean => text.charCodeAt(at - 1) === 13 && text.charCodeAt(at) === 10

/** Adds a change (offsets in the text as it stands now) to an edit that already led there: the one edit from the old text. */
function extend(
  edit: { start: number; oldEnd: number; newEnd: number } | undefined,
  start: number,
  end: number,
  length: number,
): { start: number; oldEnd: number; newEnd: number } {
  if (!edit) return { start, oldEnd: end, newEnd: start + length }
  // What lies behind the edited stretch moved by this much; a change that reaches beyond it takes in that many old characters.
  const beyond = Math.max(0, end - edit.newEnd)
  return { start: Math.min(edit.start, start), oldEnd: edit.oldEnd + beyond, newEnd: Math.max(edit.newEnd, end) - (end - start) + length }
}
