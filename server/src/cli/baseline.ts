import { existsSync, readFileSync } from 'node:fs'
import { compareText } from '../engine/index.ts'
import type { Finding } from '../engine/index.ts'
import { UsageError } from './exit.ts'

/** Where the baseline is written when nobody says otherwise. */
export const DEFAULT_BASELINE = '.plumbline-baseline.json'

interface Entry {
  readonly path: string
  readonly rule: string
  readonly fingerprint: string
  /** How many findings have this fingerprint. */
  readonly count: number
}

/** Findings that were there when the baseline was written: they are not reported again. */
export interface Baseline {
  readonly entries: readonly Entry[]
}

/** Reads a baseline; one that does not exist or is none of ours is a usage error. */
export function readBaseline(path: string, shown: string): Baseline {
  if (!existsSync(path)) throw new UsageError(`the baseline ${shown} does not exist`, '--write-baseline creates it')
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`the baseline ${shown} cannot be read: ${(error as Error).message}`)
  }
  const { version, findings } = (value ?? {}) as { version?: unknown; findings?: unknown }
  if (version !== 1 || !Array.isArray(findings)) throw new UsageError(`${shown} is no Plumbline baseline of version 1`, '--write-baseline writes a new one')
  return {
    entries: findings.map((entry: Partial<Entry> | null) => {
      if (typeof entry?.path !== 'string' || typeof entry.rule !== 'string' || typeof entry.fingerprint !== 'string')
        throw new UsageError(`an entry of the baseline ${shown} has no path, rule or fingerprint`)
      return { path: entry.path, rule: entry.rule, fingerprint: entry.fingerprint, count: typeof entry.count === 'number' ? entry.count : 1 }
    }),
  }
}

/** Text of a baseline of these findings; entries of files that were not checked stay. */
export function baselineText(findings: readonly Finding[], checked: ReadonlySet<string>, before: Baseline | undefined): string {
  const entries = new Map<string, Entry>()
  for (const entry of before?.entries ?? []) if (!checked.has(entry.path)) entries.set(keyOf(entry), entry)
  for (const finding of findings) {
    if (finding.waiver || finding.rule === 'internal-error') continue
    const { path, rule, fingerprint } = finding
    entries.set(keyOf(finding), { path, rule, fingerprint, count: (entries.get(keyOf(finding))?.count ?? 0) + 1 })
  }
  const sorted = [...entries.values()].sort((a, b) => compareText(a.path, b.path) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint))
  return JSON.stringify({ version: 1, findings: sorted }, null, 2) + '\n'
}

/** Splits findings into those the baseline does not know and the number of those it does. */
export function applyBaseline(
  findings: readonly Finding[],
  checked: ReadonlySet<string>,
  { entries }: Baseline,
): { readonly fresh: readonly Finding[]; readonly known: number; readonly stale: number } {
  const left = new Map<string, number>()
  for (const entry of entries) if (checked.has(entry.path)) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + entry.count)
  let known = 0
  const fresh = findings.filter((finding) => {
    const remaining = left.get(keyOf(finding)) ?? 0
    if (finding.waiver || finding.rule === 'internal-error' || remaining === 0) return true
    left.set(keyOf(finding), remaining - 1)
    known++
    return false
  })
  return { fresh, known, stale: [...left.values()].reduce((sum, count) => sum + count, 0) }
}

const keyOf = ({ path, rule, fingerprint }: { readonly path: string; readonly rule: string; readonly fingerprint: string }): string => `${path}\0${rule}\0${fingerprint}`
