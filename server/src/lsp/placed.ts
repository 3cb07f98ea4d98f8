import type { Fix, Place } from '../engine/index.ts'
import type { FixDto, PlaceDto, WorkspaceEditDto } from '../protocol/index.ts'
import { Lines, toRange, toTextEdit } from './convert.ts'
import type { Place as Located } from './folders.ts'
import type { Session } from './session.ts'
import { uriKey } from './uri.ts'

/** A value of the engine as the protocol has it: places get addresses and lines, fixes become edits of documents; all else stays. */
export type Placed<T> = T extends Fix
  ? FixDto
  : T extends Place
    ? PlaceDto
    : T extends readonly (infer U)[]
      ? readonly Placed<U>[]
      : T extends object
        ? { readonly [K in keyof T]: Placed<T[K]> }
        : T

/** Makes values of the engine ready for the client. Good for one answer: texts change. */
export class Placing {
  readonly #session: Session
  readonly #place: Located
  readonly #lines: Lines

  constructor(session: Session, place: Located) {
    this.#session = session
    this.#place = place
    this.#lines = new Lines(place)
  }

  place({ path, range }: Place): PlaceDto {
    return { uri: this.#place.uriOf(path), path, range: toRange(this.#lines.of(path), range) }
  }

  value<T>(value: T): Placed<T> {
    return this.#convert(value) as Placed<T>
  }

  #convert(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((item) => this.#convert(item))
    if (isFix(value)) return { title: value.title, safe: value.safe, edit: this.edit(value.edits, []) } satisfies FixDto
    if (isPlace(value)) return this.place(value)
    return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, this.#convert(own)]))
  }

  /** Edits by document, and files to make first. */
  edit(edits: Fix['edits'], creates: readonly { readonly path: string; readonly text: string }[]): WorkspaceEditDto {
    const byPath = new Map<string, { range: PlaceDto['range']; newText: string }[]>()
    for (const { path, edit } of edits) byPath.set(path, [...(byPath.get(path) ?? []), toTextEdit(this.#lines.of(path), edit)])
    const start = { line: 0, character: 0 }
    return {
      documentChanges: [
        ...creates.flatMap(({ path, text }) => {
          const uri = this.#place.uriOf(path)
          return [
            { kind: 'create' as const, uri, options: { ignoreIfExists: true as const } },
            { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
          ]
        }),
        ...[...byPath].map(([path, own]) => {
          const uri = this.#place.uriOf(path)
          const open = this.#session.documents.get(uriKey(uri))
          return { textDocument: { uri: open?.uri ?? uri, version: open?.version ?? null }, edits: own }
        }),
      ],
    }
  }
}

const isFix = (value: object): value is Fix => 'edits' in value && Array.isArray(value.edits) && 'safe' in value && 'title' in value

const isPlace = (value: object): value is Place =>
  'path' in value &&
  typeof value.path === 'string' &&
  'range' in value &&
  typeof value.range === 'object' &&
  value.range !== null &&
  'start' in value.range &&
  typeof value.range.start === 'number'
