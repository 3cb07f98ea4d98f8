/** Milliseconds that this thread has worked so far: limits in them hold on a busy machine too. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
