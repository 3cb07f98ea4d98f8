import { git, GitError, NoGit } from '../git/git.ts'
import { UsageError } from './exit.ts'

/** Files below a root that differ from a commit (default: the last one), new ones included; relative to the root. */
export async function changedFiles(root: string, ref = 'HEAD'): Promise<ReadonlySet<string>> {
  if (ref.startsWith('-') || ref === '') throw new UsageError(`--changed ${ref}: no revision`)
  const changed = await paths(root, ['diff', '--name-only', '-z', '--relative', '--no-renames', '--diff-filter=d', '--no-ext-diff', '--no-textconv', ref, '--'], ref)
  const created = await paths(root, ['ls-files', '-z', '--others', '--exclude-standard'], ref)
  return new Set([...changed, ...created])
}

/** The text of a file in a commit; empty where it was not there. */
export async function fileAt(root: string, ref: string, path: string): Promise<string> {
  if (ref.startsWith('-') || ref === '' || /[\s:]/.test(ref)) throw new UsageError(`--diff ${ref}: no revision`)
  await run(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], '--diff', ref)
  const listed = await run(root, ['ls-tree', '-z', '--name-only', ref, '--', path], '--diff', ref)
  return listed === '' ? '' : run(root, ['show', '--no-ext-diff', '--no-textconv', `${ref}:./${path}`], '--diff', ref)
}

async function run(root: string, args: readonly string[], option: string, ref: string): Promise<string> {
  try {
    return (await git(root, args)).toString('utf8')
  } catch (error) {
    if (error instanceof NoGit) throw new UsageError(`${option} needs git, which was not found`)
    if (!(error instanceof GitError)) throw error
    throw new UsageError(`${option} ${ref}: git says: ${error.message}`)
  }
}

const paths = async (root: string, args: readonly string[], ref: string): Promise<readonly string[]> =>
  (await run(root, args, '--changed', ref)).split('\0').filter((path) => path !== '')
