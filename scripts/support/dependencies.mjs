import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { quietly } from './run.mjs'
import { say } from './say.mjs'

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether node_modules holds what the lockfile says, by npm's own record of what it installed. */
function upToDate() {
  const wanted = packagesOf('package-lock.json')
  const installed = packagesOf('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

/** Installs what the lockfile says, once. No install script runs: nothing here needs one. */
export function ensureDependencies() {
  if (upToDate()) return
  say('installing dependencies (npm ci) …')
  const windows = process.platform === 'win32'
  quietly(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
}
