import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { quietly } from './run.mjs'
import { say } from './say.mjs'

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

const PROGRAMS = {
  chromium: { override: 'CHROMIUM', names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] },
  neovim: { override: 'NVIM_PATH', names: ['nvim'] },
}

/** Where a program is; undefined where it is not installed. */
export const find = (program) => {
  const { override, names } = PROGRAMS[program]
  return process.env[override] ?? names.map(onPath).find(Boolean)
}

const mayInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined

/**
 * Installs missing programs from Debian's packages, where we may. Gives the reason why one is still missing, by program; an empty
 * object when all are there.
 */
export function ensurePrograms(programs) {
  const missing = programs.filter((program) => !find(program))
  if (missing.length === 0) return {}
  const all = (reason) => Object.fromEntries(missing.map((program) => [program, reason]))
  if (!mayInstall()) return Object.fromEntries(missing.map((program) => [program, `${program} is not installed, and installing it needs root and apt-get`]))
  say(`installing ${missing.join(' and ')} (apt-get) …`)
  try {
    quietly('apt-get', ['update', '-qq'])
    quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env: { DEBIAN_FRONTEND: 'noninteractive' } })
  } catch (error) {
    return all(error.message)
  }
  return Object.fromEntries(missing.filter((program) => !find(program)).map((program) => [program, 'apt-get installed it, but it is not on the PATH']))
}
