/**
 * URIs as clients spell them, brought to one spelling for comparison. Clients encode the same file differently (`c%3A` and
 * `C:`, `%C3%BC` and `ü`, `(` and `%28`), so two URIs are compared by key, and answers repeat the client's own spelling.
 */

const HEAD = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?/

/** Decodes `%41` sequences; what cannot be decoded stays as it stands. */
export function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  }
}

/** Encodes one segment of a path as VS Code does, so that its clients see the spelling they would have made. */
const encodeSegment = (segment: string): string => encodeURIComponent(segment.toWellFormed()).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The one spelling of a URI: scheme and authority in lower case, path decoded, Windows drive letter in lower case, query and
 * fragment kept (virtual file systems tell versions apart by them), no slash at the end.
 */
export function uriKey(uri: string): string {
  const head = HEAD.exec(uri)
  if (!head) return uri
  const rest = uri.slice(head[0].length)
  const cut = rest.search(/[?#]/)
  let path = decode(cut === -1 ? rest : rest.slice(0, cut))
  if (/^\/[A-Za-z]:/.test(path)) path = `/${path[1]!.toLowerCase()}${path.slice(2)}`
  while (path.length > 1 && path.endsWith('/')) path = path.slice(0, -1)
  const authority = head[2] === undefined ? '' : `//${decode(head[2]).toLowerCase()}`
  return `${head[1]!.toLowerCase()}:${authority}${path}${cut === -1 ? '' : rest.slice(cut)}`
}

/** Path of a URI (by key) below a folder, with `/`; undefined when it lies elsewhere, climbs out, or is the folder itself. */
export function relativePath(folderKey: string, key: string): string | undefined {
  const [folder, folderQuery] = splitQuery(folderKey)
  const [file, fileQuery] = splitQuery(key)
  const base = folder.endsWith('/') ? folder : `${folder}/`
  if (folderQuery !== fileQuery || !file.startsWith(base)) return undefined
  const path = file.slice(base.length)
  return isInside(path) ? path : undefined
}

/** A decoded `?` or `#` of a file name cannot be told from a query by key, hence only in schemes that have queries. */
function splitQuery(key: string): readonly [string, string] {
  if (key.startsWith('file:')) return [key, '']
  const cut = key.search(/[?#]/)
  return cut === -1 ? [key, ''] : [key.slice(0, cut), key.slice(cut)]
}

/** Whether a relative path stays below its folder: no `..`, no empty segment, no backslash trick, not absolute. */
export function isInside(path: string): boolean {
  if (path === '' || path.includes('\\') || path.includes('\0')) return false
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

/** URI of a path below a folder, in the folder's own spelling. */
export function joinUri(folder: string, path: string): string {
  const query = folder.search(/[?#]/)
  let base = query === -1 ? folder : folder.slice(0, query)
  while (base.endsWith('/')) base = base.slice(0, -1)
  return `${base}/${path.split('/').map(encodeSegment).join('/')}${query === -1 ? '' : folder.slice(query)}`
}

/** Last segment of a URI's path, decoded. */
export function baseName(uri: string): string {
  const key = uriKey(uri)
  const cut = key.search(/[?#]/)
  const path = cut === -1 ? key : key.slice(0, cut)
  return path.slice(Math.max(path.lastIndexOf('/'), path.indexOf(':')) + 1)
}
