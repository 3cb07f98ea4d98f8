// Bundles every program of the package into dist/. The same sources give the same bytes.
//
//   node scripts/build.mjs                for production: minified, no source maps
//   node scripts/build.mjs --development  readable, with inline source maps
//   node scripts/build.mjs --out FOLDER   elsewhere
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { root } from './support/paths.mjs'

const development = process.argv.includes('--development')
const out = process.argv.indexOf('--out')
const dist = out === -1 ? join(root, 'dist') : resolve(process.argv[out + 1])

/** Of package.json a program needs the name and the version; the rest stays out of the bundles. */
const onlyNameAndVersion = {
  name: 'only-name-and-version',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      if (path !== join(root, 'package.json')) return undefined
      const { name, version } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ name, version }), loader: 'json' }
    })
  },
}

/** Leaves the engine's façade out of a bundle: `engine.cjs` has it, once for all programs. `where` is the expression that finds it there. */
const sharedEngine = (where) => ({
  name: 'shared-engine',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /[\\/]engine[\\/]index\.ts$/ }, () => ({ path: 'engine', namespace: 'shared-engine' }))
    onLoad({ filter: /.*/, namespace: 'shared-engine' }, () => ({ contents: `module.exports = ${where}` }))
  },
})

/** The check of diagrams is a file of its own, which is loaded with the first diagram. */
const ownMermaid = {
  name: 'own-mermaid',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]mermaid[\\/]program\.ts$/ }, () => ({ contents: "export const PROGRAM = './mermaid.cjs'" }))
  },
}

/** Drawing is no business of a grammar: what mermaid's modules load for it is replaced by something that may be asked for anything. */
const grammarsOnly = {
  name: 'grammars-only',
  setup({ onResolve, onLoad }) {
    const drawing = /^(?:elkjs|katex|cytoscape|roughjs|dagre-d3-es|@iconify\/utils|d3|marked)(?:[-/].*)?$/
    onResolve({ filter: drawing }, ({ path }) => ({ path, namespace: 'drawing' }))
    onLoad({ filter: /.*/, namespace: 'drawing' }, () => ({
      contents: "const f=()=>p,p=new Proxy(f,{get:(t,k)=>k===Symbol.toPrimitive?()=>'':k==='__esModule'?false:p,getPrototypeOf:()=>p});module.exports=p",
    }))
  },
}

const browser = { platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] }
// VS Code 1.100 runs extensions and servers on Node 20; the CLI starts on it as well.
const node = { platform: 'node', target: 'node20', mainFields: ['module', 'main'] }
const bundles = [
  // The engine knows no host: Node loads this file as a module, and the web extension puts it in front of the worker's script.
  {
    entryPoints: { engine: 'server/src/engine/index.ts' },
    platform: 'neutral',
    target: ['node20', 'es2022'],
    mainFields: ['browser', 'module', 'main'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  },
  {
    entryPoints: { mermaid: 'server/src/mermaid/check.ts' },
    platform: 'neutral',
    target: ['node20', 'es2022'],
    mainFields: ['browser', 'module', 'main'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    plugins: [grammarsOnly],
  },
  {
    entryPoints: { cli: 'server/src/cli/main.ts', 'check-worker': 'server/src/cli/check-worker.ts', server: 'server/src/lsp/main.ts' },
    ...node,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    // Bundled CommonJS packages ask for Node's own modules through `require`.
    banner: { js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);" },
    external: ['./engine.cjs'],
    plugins: [sharedEngine("require('./engine.cjs')")],
  },
  { entryPoints: { 'server.worker': 'server/src/lsp/worker.ts' }, ...browser, format: 'iife', plugins: [sharedEngine('globalThis.plumblineEngine')] },
  { entryPoints: { extension: 'client/src/extension.ts' }, ...node, format: 'cjs', outExtension: { '.js': '.cjs' }, external: ['vscode'] },
  // Pages of the panels, each whole in one file: a webview asks for every file by way of the window, one after the other.
  {
    entryPoints: Object.fromEntries(['architecture', 'readiness', 'portfolio'].map((name) => [`webviews/${name}`, `client/src/webviews/${name}.ts`])),
    ...browser,
    format: 'esm',
  },
  { entryPoints: { 'extension.web': 'client/src/extension.web.ts' }, ...browser, format: 'cjs', external: ['vscode'] },
]

// Beside the old one, so that what runs meanwhile finds every file.
const fresh = `${dist}.new`
rmSync(fresh, { recursive: true, force: true })
const inputs = new Set()
for (const { plugins = [], ...options } of bundles) {
  const { metafile } = await build({
    absWorkingDir: root,
    outdir: fresh,
    bundle: true,
    metafile: true,
    minify: !development,
    sourcemap: development ? 'inline' : false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [onlyNameAndVersion, ownMermaid, ...plugins],
    // Results that are kept between runs belong to one build of the engine and the grammars, which come first.
    define: { PLUMBLINE_BUILD: JSON.stringify(engineDigest()) },
    ...options,
  })
  for (const input of Object.keys(metafile.inputs)) inputs.add(input)
}
writeFileSync(join(fresh, 'third-party-licenses.txt'), licences(inputs))
const cli = join(fresh, 'cli.mjs')
writeFileSync(cli, `#!/usr/bin/env node\n${readFileSync(cli, 'utf8')}`)
chmodSync(cli, 0o755)
rmSync(dist, { recursive: true, force: true })
renameSync(fresh, dist)

/** Tells this build of what findings come from, the engine and the grammars of diagrams, from all others. */
function engineDigest() {
  const hash = createHash('sha256')
  for (const name of ['engine.cjs', 'mermaid.cjs']) if (existsSync(join(fresh, name))) hash.update(readFileSync(join(fresh, name)))
  return hash.digest('hex').slice(0, 32)
}

/** The licence of each package that is in a bundle, as it asks. */
function licences(inputs) {
  const folders = [...new Set([...inputs].map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean))].sort()
  return folders
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry))
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(root, folder, file), 'utf8').trim() : 'The package carries no licence text.'}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
