import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './paths.ts'

/** Bundles a module that exports `run()` into CommonJS, as VS Code's extension host loads it. Gives its path. */
export async function bundleForHost(entry: string, name: string): Promise<string> {
  const outfile = join(ROOT, '.vscode-test', `${name}.cjs`)
  await build({
    entryPoints: [entry],
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

/** The suites of the extension host in one module. */
export const bundleSuites = (): Promise<string> => bundleForHost(join(ROOT, 'test/vscode/suites/index.ts'), 'suites')
