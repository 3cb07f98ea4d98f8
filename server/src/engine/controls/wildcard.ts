/** Whether a text has the shape of a pattern in which `*` stands for any characters; case does not count. No backtracking: text times pattern at worst. */
export function isLike(text: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*')
  const words = text.toLowerCase()
  const first = parts[0]!
  const last = parts.at(-1)!
  if (parts.length === 1) return words === first
  if (!words.startsWith(first) || words.length < first.length + last.length || !words.endsWith(last)) return false
  const end = words.length - last.length
  let at = first.length
  // The leftmost place of each part leaves the most room for the next: the first try is the only one needed.
  for (const part of parts.slice(1, -1)) {
    const found = words.indexOf(part, at)
    if (found === -1 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
