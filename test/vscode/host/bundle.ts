import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './paths.ts'

/** Bundles the suites into one CommonJS module, as VS Code's extension host loads it. Gives its path. */
export async function bundleSuites(): Promise<string> {
  const outfile = join(ROOT, '.vscode-test/suites.cjs')
  await build({
    entryPoints: [join(ROOT, 'test/vscode/suites/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return outfile
}
