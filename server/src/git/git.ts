import { execFile } from 'node:child_process'

/** Git could not do what it was asked for: its first line, or that it is not there. */
export class GitError extends Error {}

/** There is no git on this machine. */
export class NoGit extends GitError {}

/** What no repository's configuration may start: watchers, hooks, signature checks, and fetching what a partial clone left out. */
const QUIET = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false', 'log.showSignature=false', 'protocol.allow=never'].flatMap((setting) => ['-c', setting])
const ENVIRONMENT = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C', NoDefaultCurrentDirectoryInExePath: '1' }

/** Longest that git may take, in milliseconds. */
const PATIENCE = 30_000

export interface GitOptions {
  readonly signal?: AbortSignal
  readonly input?: string
  /** Most bytes of output. */
  readonly most?: number
}

/** Runs git without a shell and without the programs that a repository's own configuration could start. */
export function git(root: string, args: readonly string[], { signal, input, most = 64 * 1024 * 1024 }: GitOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      [...QUIET, '-C', root, ...args],
      { maxBuffer: most, windowsHide: true, encoding: 'buffer', timeout: PATIENCE, env: { ...process.env, ...ENVIRONMENT }, ...(signal ? { signal } : {}) },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout)
        if (signal?.aborted) return reject(signal.reason as Error)
        if (String(error.code) === 'ENOENT') return reject(new NoGit('git was not found'))
        reject(new GitError(stderr.toString('utf8').split('\n')[0]!.trim() || error.message))
      },
    )
    // Git may have ended before it has read everything; its own words say why.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input ?? '')
  })
}
