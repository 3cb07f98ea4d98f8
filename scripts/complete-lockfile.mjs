// Adds to package-lock.json what npm leaves out: packages for other platforms that the registry at hand does not have. `npm ci`
// wants every optional package in the lockfile, even those that it will not install, and fails without.
//
//   node scripts/complete-lockfile.mjs            after an `npm install` that changed the lockfile
//   node scripts/complete-lockfile.mjs --check    exits 1 when something is missing
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './support/paths.mjs'

const file = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))

/** Where Node would look for a package that the one at `path` asks for. */
function* placesFor(name, path) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    yield `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (at === '') return
    if (!at.includes('/node_modules/')) {
      yield `node_modules/${name}`
      return
    }
  }
}

/** `@oxlint/binding-linux-x64-musl` → the platform that it is for; undefined for a name that says none. */
function platformOf(name) {
  const match =
    /(?:^|[-/])(android|darwin|freebsd|linux|openharmony|win32|aix|netbsd|openbsd|sunos)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el)(?:-(gnu|musl|msvc|eabi|gnueabihf|musleabihf))?$/.exec(
      name,
    )
  if (!match) return undefined
  const [, os, cpu, abi] = match
  const libc = abi?.startsWith('musl') ? 'musl' : abi?.startsWith('gnu') ? 'glibc' : undefined
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) }
}

const added = []
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if ([...placesFor(name, path)].some((place) => lock.packages[place])) continue
    const platform = platformOf(name)
    if (!platform) throw new Error(`${path} asks for ${name}, which is not in the lockfile and whose name says no platform`)
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${path} asks for ${name} in no exact version: ${version}`)
    const { os, cpu, libc } = platform
    lock.packages[`node_modules/${name}`] = { version, cpu, ...(dev ? { dev: true } : {}), ...(libc ? { libc } : {}), optional: true, os }
    added.push(`${name} ${version}`)
  }
}

if (process.argv.includes('--check')) {
  for (const line of added) console.error(`not in package-lock.json: ${line}`)
  if (added.length > 0) console.error('run: node scripts/complete-lockfile.mjs')
  process.exitCode = added.length > 0 ? 1 : 0
} else {
  const [[rootPath, own], ...others] = Object.entries(lock.packages)
  lock.packages = Object.fromEntries([[rootPath, own], ...others.sort(([a], [b]) => a.localeCompare(b, 'en'))])
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  for (const line of added) console.log(`added ${line}`)
}
