/**
 * A small graph of inputs and cached queries. A query records what it read while it computed; its value stays valid as long
 * as each of these has the same identity. A query that computes anew to an equal value keeps the old object (early cut-off), so that nothing
 * behind it computes again. Changing an input only marks what depends on it; nothing is computed before it is asked for.
 */
export class QueryGraph {
  #reader: Query<unknown> | undefined

  /** Labels name what `questionsOf` stops at. */
  input<T>(value: T, equals: (a: T, b: T) => boolean = Object.is, label?: string): Input<T> {
    return new Input(this, value, equals, label)
  }

  query<T>(compute: (previous: T | undefined) => T, equals: (a: T, b: T) => boolean = Object.is, label?: string): Query<T> {
    return new Query(this, compute, equals, label)
  }

  /** Queries made on demand, one a key; labelled by `label` and their key. */
  family<T>(compute: (key: string, previous: T | undefined) => T, equals?: (a: T, b: T) => boolean, label?: string): Family<T> {
    return new Family(this, compute, equals, label)
  }

  /** For nodes only: notes that whoever computes now has read `node`. */
  track(node: Node): void {
    this.#reader?.reads.add(node)
  }

  /** For nodes only: runs a computation as the reader. */
  as<T>(reader: Query<T>, compute: () => T): T {
    const outer = this.#reader
    this.#reader = reader as Query<unknown>
    try {
      return compute()
    } finally {
      this.#reader = outer
    }
  }
}

/** Something a query can depend on. */
interface Node {
  /** Under which its value can be asked for from outside. */
  readonly label: string | undefined
  readonly readers: Set<Query<unknown>>
  /** Brings the value up to date; afterwards `version` tells whether it has changed. */
  refresh(): void
  readonly version: number
}

/** Of a query that does not compute: nobody adds to it. */
const NOTHING = new Set<Node>()

export class Input<T> implements Node {
  readonly readers = new Set<Query<unknown>>()
  readonly #graph: QueryGraph
  readonly #equals: (a: T, b: T) => boolean
  readonly label: string | undefined
  #value: T
  version = 0

  constructor(graph: QueryGraph, value: T, equals: (a: T, b: T) => boolean, label: string | undefined) {
    this.label = label
    this.#graph = graph
    this.#value = value
    this.#equals = equals
  }

  get(): T {
    this.#graph.track(this)
    return this.#value
  }

  /** The value without recording that it was read. */
  peek(): T {
    return this.#value
  }

  set(value: T): void {
    if (this.#equals(this.#value, value)) return
    this.#value = value
    this.version++
    for (const reader of this.readers) reader.mark()
  }

  refresh(): void {}
}

export class Query<T> implements Node {
  readonly readers = new Set<Query<unknown>>()
  /** What the last computation read, with the version it saw. */
  readonly #sources = new Map<Node, number>()
  readonly #graph: QueryGraph
  readonly #compute: (previous: T | undefined) => T
  readonly #equals: (a: T, b: T) => boolean
  readonly label: string | undefined
  /** What the running computation has read so far. */
  reads = NOTHING
  version = 0
  #value: T | undefined
  #evicted = false
  #state: 'new' | 'clean' | 'suspect' | 'computing' = 'new'

  constructor(graph: QueryGraph, compute: (previous: T | undefined) => T, equals: (a: T, b: T) => boolean, label: string | undefined) {
    this.#graph = graph
    this.#compute = compute
    this.#equals = equals
    this.label = label
  }

  get(): T {
    this.refresh()
    if (this.#evicted) this.#run()
    this.#graph.track(this)
    return this.#value as T
  }

  /** Lets go of the value but keeps what is known of its validity: asked again, it is made again from unchanged sources and counts as unchanged. */
  evict(): void {
    if (this.#state === 'computing' || this.#state === 'new' || this.#evicted) return
    this.#value = undefined
    this.#evicted = true
  }

  /**
   * What the value rests on, as the labels of the nearest labelled nodes behind it: as long as each of them has the same value, so has this query. Undefined
   * where something without a label lies behind it.
   */
  questions(): readonly string[] | undefined {
    const labels = new Set<string>()
    const seen = new Set<Node>()
    const walk = (node: Query<unknown>): boolean => {
      for (const source of node.#sources.keys()) {
        if (seen.has(source)) continue
        seen.add(source)
        if (source.label !== undefined) labels.add(source.label)
        else if (!(source instanceof Query) || !walk(source)) return false
      }
      return true
    }
    return walk(this as Query<unknown>) ? [...labels] : undefined
  }

  mark(): void {
    if (this.#state !== 'clean') return
    this.#state = 'suspect'
    for (const reader of this.readers) reader.mark()
  }

  refresh(): void {
    if (this.#state === 'clean') return
    if (this.#state === 'computing') throw new Error('a query depends on itself')
    if (this.#state === 'suspect' && !this.#sourcesChanged()) {
      this.#state = 'clean'
      return
    }
    this.#run()
  }

  #sourcesChanged(): boolean {
    // In the order of reading: a later source may only exist because of an earlier one.
    for (const [source, seen] of this.#sources) {
      source.refresh()
      if (source.version !== seen) return true
    }
    return false
  }

  #run(): void {
    const first = this.#state === 'new'
    // Made again from the same sources: the value is the same, whoever holds the old one.
    const again = this.#evicted && this.#state === 'clean'
    this.#state = 'computing'
    this.reads = new Set()
    let value: T
    try {
      value = this.#graph.as(this, () => this.#compute(this.#value))
    } catch (error) {
      this.#state = 'new'
      throw error
    }
    const reads = this.reads
    for (const source of this.#sources.keys()) if (!reads.has(source)) source.readers.delete(this as Query<unknown>)
    this.#sources.clear()
    for (const source of reads) {
      source.readers.add(this as Query<unknown>)
      this.#sources.set(source, source.version)
    }
    this.reads = NOTHING
    this.#state = 'clean'
    const known = !first && !this.#evicted
    this.#evicted = false
    if (known && this.#equals(this.#value as T, value)) return
    this.#value = value
    if (!again) this.version++
  }
}

export class Family<T> {
  readonly #members = new Map<string, Query<T>>()
  /** Keys in the order of first use since the last trim. */
  readonly #recent = new Set<string>()
  readonly #graph: QueryGraph
  readonly #compute: (key: string, previous: T | undefined) => T
  readonly #equals: ((a: T, b: T) => boolean) | undefined
  readonly #label: string | undefined

  constructor(graph: QueryGraph, compute: (key: string, previous: T | undefined) => T, equals?: (a: T, b: T) => boolean, label?: string) {
    this.#graph = graph
    this.#compute = compute
    this.#equals = equals
    this.#label = label
  }

  get(key: string): T {
    let member = this.#members.get(key)
    if (!member) {
      const label = this.#label === undefined ? undefined : `${this.#label} ${key}`
      this.#members.set(key, (member = this.#graph.query<T>((previous) => this.#compute(key, previous), this.#equals, label)))
    }
    this.#recent.add(key)
    return member.get()
  }

  /** Whether a value was ever asked for. */
  has(key: string): boolean {
    return this.#members.has(key)
  }

  /** As `Query.questions`; undefined also where the value was never asked for. */
  questions(key: string): readonly string[] | undefined {
    return this.#members.get(key)?.questions()
  }

  /** Evicts the values that were not asked for lately, if more than `keep` were. */
  trim(keep: number): void {
    if (this.#recent.size <= keep + (keep >> 2)) return
    const old = [...this.#recent].slice(0, this.#recent.size - keep)
    for (const key of old) {
      this.#members.get(key)?.evict()
      this.#recent.delete(key)
    }
  }
}

/** Deep equality of plain values: arrays and objects without cycles. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i]))
  if (Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
