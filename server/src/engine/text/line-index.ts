import type { Position, Range } from './range.ts'

/** Translates between offsets and line/character positions; knows `\n`, `\r\n` and `\r`. Built once a text, O(log lines) a question. */
export class LineIndex {
  readonly #starts: number[] = [0]
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
      return
    }
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === 10) this.#starts.push(i + 1)
      else if (c === 13 && text.charCodeAt(i + 1) !== 10) this.#starts.push(i + 1)
    }
  }

  get lineCount(): number {
    return this.#starts.length
  }

  /** Zero-based line of an offset; offsets beyond the text give the last line. */
  lineOf(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  position(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.#text.length))
    const line = this.lineOf(bounded)
    return { line, character: bounded - this.#starts[line]! }
  }

  /** Offset of a position; lines and characters beyond the text are cut to it. */
  offset({ line, character }: Position): number {
    if (line < 0) return 0
    const start = this.#starts[line]
    if (start === undefined) return this.#text.length
    return Math.min(start + Math.max(0, character), this.lineRange(line).end)
  }

  /** The characters of a line without its line break. */
  lineRange(line: number): Range {
    const start = this.#starts[line] ?? this.#text.length
    let end = this.#starts[line + 1] ?? this.#text.length
    while (end > start && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end--
    return { start, end }
  }

  lineText(line: number): string {
    const { start, end } = this.lineRange(line)
    return this.#text.slice(start, end)
  }
}
