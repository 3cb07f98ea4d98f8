/** Longest text of which a label is made. */
const LONGEST = 2_000

/** Words of a label: quotes, markdown marks, HTML tags, icons and character codes removed, blanks joined. Linear. */
export function plainLabel(source: string): string {
  let text = source.length > LONGEST ? source.slice(0, LONGEST) : source
  text = text.trim()
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) text = text.slice(1, -1)
  if (text.length >= 2 && text.startsWith('`') && text.endsWith('`')) text = text.slice(1, -1)
  return withoutTags(text)
    .replace(/#(?:quot|amp|lt|gt|nbsp|\d{1,6});/g, ' ')
    .replace(/\bfa[bsrlk]?:fa-[\w-]{1,60}/g, ' ')
    .replace(/\*\*|__/g, '')
    .replace(/\\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Only what looks like a tag goes: `a < b` stays. */
function withoutTags(text: string): string {
  let result = ''
  let at = 0
  for (let open = text.indexOf('<'); open !== -1; open = text.indexOf('<', at)) {
    const close = text.indexOf('>', open)
    if (close === -1) break
    const tag = /[a-z/!]/i.test(text[open + 1] ?? '')
    result += text.slice(at, open) + (tag ? ' ' : text.slice(open, close + 1))
    at = close + 1
  }
  return result + text.slice(at)
}
