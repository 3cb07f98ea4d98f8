import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UsageError } from './exit.ts'

/** Files below a root that differ from a commit (default: the last one), new ones included; relative to the root. */
export async function changedFiles(root: string, ref = 'HEAD'): Promise<ReadonlySet<string>> {
  if (ref.startsWith('-') || ref === '') throw new UsageError(`--changed ${ref}: no revision`)
  const changed = await git(root, ['diff', '--name-only', '-z', '--relative', '--no-renames', '--diff-filter=d', '--no-ext-diff', '--no-textconv', ref, '--'], ref)
  const created = await git(root, ['ls-files', '-z', '--others', '--exclude-standard'], ref)
  return new Set([...changed, ...created])
}

/** Runs git without a shell and without the programs that a repository's own configuration could start. */
async function git(root: string, args: readonly string[], ref: string): Promise<readonly string[]> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-C', root, ...args], {
      maxBuffer: 64 * 1024 * 1024,
      windowsHide: true,
    })
    return stdout.split('\0').filter((path) => path !== '')
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    if (code === 'ENOENT') throw new UsageError('--changed needs git, which was not found')
    const reason = (stderr ?? '').split('\n')[0]!.trim() || String(error)
    throw new UsageError(`--changed ${ref}: git says: ${reason}`)
  }
}
