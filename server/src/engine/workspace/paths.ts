/** Folder of a workspace-relative path; empty for the root. */
export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

/**
 * The workspace-relative path and anchor that a link target means in a document at `from`. `undefined` for URLs, for
 * absolute paths of a file system and for what leaves the workspace. `/x` counts from the workspace root.
 */
export function resolveTarget(from: string, target: string): { readonly path: string; readonly anchor: string | undefined } | undefined {
  const written = target.trim()
  // Most links of a long document stay in it.
  if (written.startsWith('#') && !written.includes('\\')) return { path: from, anchor: decode(written.slice(1)) }
  if (written === '' || /^[a-z][a-z0-9+.-]*:/i.test(written) || written.startsWith('//') || written.includes('\\')) return undefined
  const hash = written.indexOf('#')
  const anchor = hash === -1 ? undefined : decode(written.slice(hash + 1))
  const body = hash === -1 ? written : written.slice(0, hash)
  const query = body.indexOf('?')
  const plain = decode(query === -1 ? body : body.slice(0, query))
  if (plain.includes('\0') || plain.includes('\\')) return undefined
  if (plain === '') return { path: from, anchor }
  const path = normalise(plain.startsWith('/') ? plain.slice(1) : folderOf(from) === '' ? plain : `${folderOf(from)}/${plain}`)
  return path === undefined ? undefined : { path, anchor }
}

/** Resolves `.` and `..`; `undefined` when it would leave the workspace. */
function normalise(path: string): string | undefined {
  const out: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (out.length === 0) return undefined
      out.pop()
    } else out.push(part)
  }
  return out.join('/')
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
