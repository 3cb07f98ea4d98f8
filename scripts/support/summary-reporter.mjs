/** Reporter for node:test: one line of JSON, `{counts, failures}`, with what a run counted and why tests failed, so that it can be told where everybody looks: at the end. */
export default async function* summarize(events) {
  const failures = []
  for await (const { type, data } of events) {
    // A suite fails because one of its tests did, which has been told.
    if (type === 'test:fail' && data.details.error.failureType !== 'subtestsFailed')
      failures.push({ name: data.name, file: data.file, line: data.line, error: textOf(data.details.error) })
    // Runs of several processes also have one summary a file; the one over all has no file.
    if (type === 'test:summary' && data.file === undefined) yield `${JSON.stringify({ counts: data.counts, failures })}\n`
  }
}

/** node:test wraps what was thrown. */
function textOf(error) {
  const { cause } = error
  if (cause === undefined) return error.stack ?? error.message
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
