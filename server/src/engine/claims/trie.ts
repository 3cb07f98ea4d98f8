/** Where all sequences begin. */
export const ROOT = 0
/** What is behind no sequence; the root is behind none either. */
const NONE = 0
const FIRST_CAPACITY = 1 << 12

/**
 * Sequences of numbers with values, as a tree. Nodes are numbers, and their followers stand in one table with open addressing: as objects with a map each
 * the phrases of the standard took ten megabytes.
 */
export class Trie {
  #nodes = 1
  #mask = 2 * FIRST_CAPACITY - 1
  /** By place in the table: a node, the number behind it, and the node that this leads to. */
  #from = new Int32Array(2 * FIRST_CAPACITY)
  #label = new Int32Array(2 * FIRST_CAPACITY)
  #to = new Int32Array(2 * FIRST_CAPACITY)
  /** By node: the place of its first value. By place - 1: a value, and the place of the next. */
  #first = new Int32Array(FIRST_CAPACITY)
  readonly #values: number[] = []
  readonly #next: number[] = []

  /** The node to which a number leads, or 0. */
  child(node: number, label: number): number {
    for (let at = slotOf(node, label) & this.#mask; ; at = (at + 1) & this.#mask) {
      const to = this.#to[at]!
      if (to === NONE || (this.#from[at] === node && this.#label[at] === label)) return to
    }
  }

  /** The same, made if need be. */
  grow(node: number, label: number): number {
    const known = this.child(node, label)
    if (known !== NONE) return known
    if (this.#nodes >= this.#first.length) this.#double()
    this.#put(node, label, this.#nodes)
    return this.#nodes++
  }

  add(node: number, value: number): void {
    const place = this.#values.push(value)
    this.#next.push(0)
    let last = this.#first[node]!
    if (last === 0) this.#first[node] = place
    else {
      while (this.#next[last - 1]! !== 0) last = this.#next[last - 1]!
      this.#next[last - 1] = place
    }
  }

  /** The first value of a node in the order in which they were added, as its place; 0 where there is none. */
  first(node: number): number {
    return this.#first[node]!
  }

  next(place: number): number {
    return this.#next[place - 1]!
  }

  value(place: number): number {
    return this.#values[place - 1]!
  }

  #put(node: number, label: number, to: number): void {
    let at = slotOf(node, label) & this.#mask
    while (this.#to[at] !== NONE) at = (at + 1) & this.#mask
    this.#from[at] = node
    this.#label[at] = label
    this.#to[at] = to
  }

  #double(): void {
    const [from, label, to, first] = [this.#from, this.#label, this.#to, this.#first]
    this.#first = new Int32Array(2 * first.length)
    this.#first.set(first)
    this.#mask = 2 * this.#mask + 1
    this.#from = new Int32Array(this.#mask + 1)
    this.#label = new Int32Array(this.#mask + 1)
    this.#to = new Int32Array(this.#mask + 1)
    for (let at = 0; at < to.length; at++) if (to[at] !== NONE) this.#put(from[at]!, label[at]!, to[at]!)
  }
}

function slotOf(node: number, label: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(label, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
