/** Reporter for node:test: one line of JSON with what a run counted. */
export default async function* count(events) {
  for await (const { type, data } of events) {
    // Runs of several processes also have one summary a file; the one over all has no file.
    if (type === 'test:summary' && data.file === undefined) yield `${JSON.stringify(data.counts)}\n`
  }
}
