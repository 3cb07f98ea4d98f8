import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as vscode from 'vscode'
import { commands } from './commands.ts'
import { configuration } from './configuration.ts'
import { diagnostics } from './diagnostics.ts'
import { revert } from './harness.ts'
import type { Case, Outcome } from './harness.ts'
import { snippets } from './snippets.ts'

const CASES: readonly Case[] = [...diagnostics, ...configuration, ...commands, ...snippets]

/** Runs all cases; what VS Code calls. Leaves the outcomes in PLUMBLINE_TEST_OUTPUT, and rejects when one failed. */
export async function run(): Promise<void> {
  const outcomes: Outcome[] = []
  for (const { name, run: work } of CASES) {
    const begin = Date.now()
    let error: string | null = null
    try {
      await work()
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    }
    await revert()
    outcomes.push({ name, error, ms: Date.now() - begin })
  }
  const output = process.env['PLUMBLINE_TEST_OUTPUT']
  if (output !== undefined) writeFileSync(join(output, 'outcomes.json'), JSON.stringify(outcomes))
  const failed = outcomes.filter(({ error }) => error !== null)
  for (const { name, error } of outcomes) console.log(`${error === null ? 'ok' : 'FAILED'} ${name}${error === null ? '' : `\n${error}`}`)
  if (failed.length > 0) throw new Error(`${failed.length} of ${outcomes.length} failed in VS Code ${vscode.version}`)
}
