import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Files in a temporary folder that is gone at the end of its scope. */
export function workspaceOnDisk(files: ReadonlyMap<string, string>): Disposable & { readonly path: string; readonly uri: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')))
  for (const [name, text] of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  return { path, uri: pathToFileURL(path).href, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
