import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

/** Runs git in a folder as somebody, on a day. */
export function git(folder: string, args: readonly string[], date = '2026-11-01'): void {
  const env = { ...process.env, GIT_AUTHOR_DATE: `${date}T12:00:00Z`, GIT_COMMITTER_DATE: `${date}T12:00:00Z` }
  const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-C', folder, ...args], { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
}

/** The examples in a folder with a past: one model more each month. */
export function examplesWithPast(folder: string): void {
  const months = [['.plumbline.yaml', 'flawed-churn-model'], ['demand-forecast'], ['support-assistant'], ['card-fraud-scoring', 'README.md']] as const
  mkdirSync(folder, { recursive: true })
  git(folder, ['init', '-q', '-b', 'main'])
  for (const [i, names] of months.entries()) {
    for (const name of names) cpSync(join(ROOT, 'examples', name), join(folder, name), { recursive: true })
    git(folder, ['add', '-A'])
    git(folder, ['commit', '-qm', names.join(', ')], `2026-${String(i + 7).padStart(2, '0')}-15`)
  }
}
