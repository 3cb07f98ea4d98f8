import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { projectNode, quietly } from './run.mjs'
import { say } from './say.mjs'
import { filesBelow, fingerprint, madeFrom } from './stamp.mjs'

const SOURCES = ['client/src', 'server/src', 'schemas', 'package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'scripts/support/paths.mjs']
const PACKAGED = ['snippets', 'media', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'scripts/package.mjs']

/** Bundles dist/ anew when its sources have changed. */
export const ensureBuild = () =>
  madeFrom('dist/.stamp', fingerprint(filesBelow(...SOURCES)), () => {
    say('building …')
    quietly(projectNode(), ['scripts/build.mjs'])
  })

/** Path of the packaged extension. */
export const vsix = () => {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${name}-${version}.vsix`
}

/** Packages the extension anew when anything in it has changed. */
export async function ensurePackage() {
  await ensureBuild()
  const state = `${fingerprint(filesBelow(...SOURCES, ...PACKAGED))} ${existsSync(join(root, vsix()))}`
  await madeFrom('dist/.package-stamp', state.replace('false', 'true'), () => {
    say('packaging …')
    quietly(projectNode(), ['scripts/package.mjs', vsix()])
  })
}
