/** Progress goes to stderr: stdout belongs to the program that is run. */
export const say = (text) => process.stderr.write(`plumbline: ${text}\n`)

/** What nobody may overlook. */
export const sayLoudly = (lines) => {
  const width = Math.max(...lines.map((line) => line.length))
  process.stderr.write(`\n${'!'.repeat(width + 6)}\n${lines.map((line) => `!! ${line.padEnd(width)} !!`).join('\n')}\n${'!'.repeat(width + 6)}\n\n`)
}

/** Ends the program with a message instead of a stack trace. */
export class Failure extends Error {}
