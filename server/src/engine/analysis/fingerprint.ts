/** 64 bits of FNV-1a over UTF-16 code units, as 16 hex digits. Stable across runs and hosts; no secret, only an identity. */
export function hash(text: string): string {
  let low = 0x811c9dc5
  let high = 0xcbf29ce4
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    low = Math.imul(low ^ c, 0x01000193) >>> 0
    high = Math.imul(high ^ (c + (low >>> 24)), 0x01000197) >>> 0
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

/** Identity of a finding: rule, path and the words it stands on; `occurrence` tells equal ones apart. Edits elsewhere in the file keep it. */
export const fingerprint = (rule: string, path: string, words: string, occurrence: number): string =>
  hash([rule, path, words.replace(/\s+/g, ' ').trim().slice(0, 200), String(occurrence)].join('\u0000'))
