import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

/** All files at or below paths of the project, sorted. What does not exist has none. */
export function filesBelow(...paths) {
  const files = []
  const visit = (path) => {
    const facts = statSync(join(root, path), { throwIfNoEntry: false })
    if (facts?.isFile()) files.push(path)
    else if (facts) for (const name of readdirSync(join(root, path))) visit(`${path}/${name}`)
  }
  paths.forEach(visit)
  return files.sort()
}

/** One hash over the names and contents of files: fetching the sources anew changes nothing, editing them does. */
export function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(
        createHash('sha256')
          .update(readFileSync(join(root, file)))
          .digest(),
      )
  return hash.digest('hex')
}

/** Makes `output` again when what it is made from has changed since, and notes that in a stamp beside it. */
export async function madeFrom(stamp, value, make) {
  const at = join(root, stamp)
  const before = statSync(at, { throwIfNoEntry: false }) ? readFileSync(at, 'utf8') : undefined
  if (before === value) return
  await make()
  writeFileSync(at, value)
}
