/** A compiled glob: tells whether a workspace-relative POSIX path matches. */
export interface Glob {
  readonly pattern: string
  matches(path: string): boolean
}

/** Most alternatives that braces may expand to; what goes beyond is an error rather than a slow matcher. */
export const MAX_ALTERNATIVES = 64

/**
 * Compiles a glob of `**` (any folders), `*` (within a name), `?` (one character) and `{a,b}` (alternatives). A pattern
 * without `/` matches the file name in any folder; one that ends in `/` matches all below it. Matching never backtracks: its cost is bounded by
 * pattern length times path length. Returns the reason in words if the pattern cannot be read.
 */
export function compileGlob(pattern: string): { readonly glob: Glob } | { readonly error: string } {
  const alternatives = expandBraces(pattern)
  if (typeof alternatives === 'string') return { error: alternatives }
  const compiled = alternatives.map(segmentsOf)
  return { glob: { pattern, matches: (path) => compiled.some((segments) => matchSegments(segments, path.split('/'))) } }
}

function segmentsOf(pattern: string): readonly string[] {
  let body = pattern.startsWith('./') ? pattern.slice(2) : pattern
  const anchored = body.startsWith('/')
  if (anchored) body = body.slice(1)
  if (body.endsWith('/')) body += '**'
  const segments = body.split('/')
  return !anchored && segments.length === 1 ? ['**', ...segments] : segments
}

function expandBraces(pattern: string): readonly string[] | string {
  let results = ['']
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!
    if (c === '}') return `'}' without '{' in '${pattern}'`
    if (c !== '{') {
      results = results.map((r) => r + c)
      continue
    }
    const close = pattern.indexOf('}', i)
    if (close === -1) return `'{' without '}' in '${pattern}'`
    const inner = pattern.slice(i + 1, close)
    if (inner.includes('{')) return `nested braces in '${pattern}'`
    const options = inner.split(',')
    if (results.length * options.length > MAX_ALTERNATIVES) return `'${pattern}' has more than ${MAX_ALTERNATIVES} alternatives`
    results = results.flatMap((r) => options.map((o) => r + o))
    i = close
  }
  return results
}

/** Greedy with one remembered `**`: the classic linear wildcard walk, over names. */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  let p = 0
  let s = 0
  let star = -1
  let resume = 0
  while (s < path.length) {
    if (p < pattern.length && pattern[p] === '**') {
      star = p++
      resume = s
    } else if (p < pattern.length && matchName(pattern[p]!, path[s]!)) {
      p++
      s++
    } else if (star >= 0) {
      p = star + 1
      s = ++resume
    } else return false
  }
  while (p < pattern.length && pattern[p] === '**') p++
  return p === pattern.length
}

/** The same walk over the characters of one name. */
function matchName(pattern: string, name: string): boolean {
  let p = 0
  let s = 0
  let star = -1
  let resume = 0
  while (s < name.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++
      resume = s
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[s])) {
      p++
      s++
    } else if (star >= 0) {
      p = star + 1
      s = ++resume
    } else return false
  }
  while (p < pattern.length && pattern[p] === '*') p++
  return p === pattern.length
}
