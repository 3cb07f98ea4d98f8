/** What the process tells its caller. Never 0 for work not done. */
export const EXIT = { ok: 0, findings: 1, failed: 2, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Wrong usage or input that cannot be read: the message goes to stderr, the exit code is 2. */
export class UsageError extends Error {
  /** What to do about it, on a line of its own. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
  }
}
