// Preloaded into the server: tells by IPC how long after the first bytes of a message each piece of output was written.
let began: number | undefined

const emit = process.stdin.emit.bind(process.stdin)
process.stdin.emit = (event: string | symbol, ...args: unknown[]): boolean => {
  if (event === 'data') began ??= performance.now()
  // What a listener of `data` or `readable` does happens in here.
  return emit(event, ...(args as [unknown]))
}

const write = process.stdout.write.bind(process.stdout)
process.stdout.write = ((...args: Parameters<typeof write>): boolean => {
  const done = write(...args)
  if (began !== undefined) {
    const ms = performance.now() - began
    setImmediate(() => process.send?.({ ms }))
  }
  return done
}) as typeof process.stdout.write

process.on('message', (message) => {
  if (message === 'begin') {
    began = undefined
    process.send?.({ ready: true })
  }
  if (message === 'memory') {
    globalThis.gc?.()
    const { heapUsed, rss } = process.memoryUsage()
    process.send?.({ heapUsed, rss })
  }
})
// The channel alone does not keep the server alive.
process.channel?.unref()
