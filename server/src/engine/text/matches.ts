const NONE: readonly RegExpExecArray[] = []

/** All matches of a global pattern, as `matchAll` finds them, without its copy of the pattern: most texts have none. */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (!match) return NONE
  const found: RegExpExecArray[] = []
  while (match) {
    found.push(match)
    if (match[0] === '') pattern.lastIndex++
    match = pattern.exec(text)
  }
  return found
}
