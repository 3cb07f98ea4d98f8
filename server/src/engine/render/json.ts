import type { Place } from '../analysis/types.ts'
import type { Fix } from '../rules/types.ts'
import type { LineIndex } from '../text/line-index.ts'

/** A projection as JSON under its name: places with lines and characters from 0, fixes by their titles. */
export function projectionJson(name: 'readiness' | 'portfolio' | 'graph', value: object, version: string, linesOf: (path: string) => LineIndex | undefined): string {
  const convert = (own: unknown): unknown => {
    if (typeof own !== 'object' || own === null) return own
    if (Array.isArray(own)) return own.map(convert)
    if (isFix(own)) return { title: own.title, safe: own.safe }
    if (isPlace(own)) {
      const lines = linesOf(own.path)
      const zero = { line: 0, character: 0 }
      return { path: own.path, range: lines ? { start: lines.position(own.range.start), end: lines.position(own.range.end) } : { start: zero, end: zero } }
    }
    return Object.fromEntries(Object.entries(own).map(([key, part]) => [key, convert(part)]))
  }
  return `${JSON.stringify({ version: 1, tool: { name: 'plumbline', version }, [name]: convert(value) }, null, 2)}\n`
}

const isFix = (value: object): value is Fix => 'edits' in value && 'safe' in value && 'title' in value

const isPlace = (value: object): value is Place => 'path' in value && 'range' in value && typeof value.range === 'object' && value.range !== null && 'start' in value.range
