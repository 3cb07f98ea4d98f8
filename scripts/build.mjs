// Bundles every program of the package into dist/. The same sources give the same bytes.
//
//   node scripts/build.mjs                for production: minified, no source maps
//   node scripts/build.mjs --development  readable, with inline source maps
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './support/paths.mjs'

const development = process.argv.includes('--development')
const dist = join(root, 'dist')

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

/** The CLI starts the server from the server's own bundle, which then exists once. */
const serverBundle = {
  name: 'server-bundle',
  setup({ onResolve }) {
    onResolve({ filter: /[\\/]lsp[\\/]node\.ts$/ }, () => ({ path: './server.cjs', external: true }))
  },
}

// VS Code 1.100 runs extensions on Node 20; the CLI starts on it as well.
const node = { platform: 'node', format: 'cjs', target: 'node20' }
const bundles = [
  // Starts when it is run, not when the CLI loads it.
  { entry: 'server/src/lsp/node.ts', file: 'server.cjs', ...node, footer: { js: 'if (require.main === module) module.exports.startServer();' } },
  { entry: 'server/src/lsp/worker.ts', file: 'server.worker.js', platform: 'browser', format: 'iife', target: 'es2022' },
  { entry: 'server/src/cli/main.ts', file: 'cli.cjs', ...node, banner: { js: '#!/usr/bin/env node' }, plugins: [serverBundle] },
  { entry: 'client/src/extension.ts', file: 'extension.cjs', ...node, external: ['vscode'] },
  // VS Code's web host takes `browser` to be a name without `.js` and adds it; a name on plain `.js` it would load as an ES module,
  // which that host cannot (the package is of type `module`). Hence package.json says `extension.web.cjs`.
  { entry: 'client/src/extension.web.ts', file: 'extension.web.cjs.js', platform: 'browser', format: 'cjs', target: 'es2022', external: ['vscode'] },
]

rmSync(dist, { recursive: true, force: true })
let failed = false
for (const { entry, file, plugins = [], ...options } of bundles) {
  if (!existsSync(join(root, entry))) {
    console.error(`build: ${entry} does not exist, so dist/${file} cannot be built`)
    failed = true
    continue
  }
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: `dist/${file}`,
    bundle: true,
    minify: !development,
    sourcemap: development ? 'inline' : false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    // Of packages that bring both, the ES module: it can be shaken.
    mainFields: options.platform === 'browser' ? ['browser', 'module', 'main'] : ['module', 'main'],
    plugins: [onlyNameAndVersion, ...plugins],
    ...options,
  })
  console.error(`build: dist/${file} ${(statSync(join(dist, file)).size / 1024).toFixed(0)} kB`)
}
if (failed) process.exitCode = 1
