import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../../..')
/** Where the VS Code that the tests drive is installed. */
export const HOST = join(ROOT, '.vscode-test/host')
export const CODE_SERVER = join(HOST, 'node_modules/code-server')
export const VSCODE = join(CODE_SERVER, 'lib/vscode')
/** Documents that the suites open; each test works on a copy. */
export const WORKSPACE = join(ROOT, 'test/vscode/workspace')
/** An extension that does nothing: VS Code runs tests only beside an extension under development. Ours is installed, as users have it. */
export const RUNNER = join(ROOT, 'test/vscode/runner')

const { name, publisher, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string; publisher: string; version: string }
export const EXTENSION_ID = `${publisher}.${name}`
export const VSIX = join(ROOT, `${name}-${version}.vsix`)
