import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The user's folder for what can be made again. Never one inside a workspace: whoever wrote the workspace could put results there. */
export function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  const base = XDG_CACHE_HOME || (process.platform === 'win32' ? LOCALAPPDATA : undefined) || join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache')
  return join(base, 'plumbline')
}

/** Has Node keep the compiled form of a built program between runs, where it can (22.8 and later). To be called before the rest is loaded. */
export function keepCompiled(environment: NodeJS.ProcessEnv): void {
  if (import.meta.url.endsWith('.ts')) return
  module.enableCompileCache?.(join(cacheFolder(environment), 'program'))
}
