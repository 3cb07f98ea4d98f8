// The commands of package.json. Runs on the machine's own Node (20 or later) without node_modules: installs and builds what is
// missing, then hands over to the project's Node.
//
//   node scripts/bootstrap.mjs demo | test [AREA…] | plumbline ARGUMENTS… | bench | benchmark | package | build | desktop | screenshots
import { Failure } from './support/say.mjs'

const tasks = {
  demo: () => import('./tasks/demo.mjs'),
  test: () => import('./tasks/test.mjs'),
  plumbline: () => import('./tasks/plumbline.mjs'),
  bench: () => import('./tasks/bench.mjs'),
  benchmark: () => import('./tasks/benchmark.mjs'),
  package: () => import('./tasks/package.mjs'),
  build: () => import('./tasks/build.mjs'),
  desktop: () => import('./tasks/desktop.mjs'),
  screenshots: () => import('./tasks/screenshots.mjs'),
}

const [name, ...args] = process.argv.slice(2)
if (!Object.hasOwn(tasks, name ?? '')) {
  process.stderr.write(`usage: node scripts/bootstrap.mjs ${Object.keys(tasks).join(' | ')}\n`)
  process.exitCode = 2
} else {
  try {
    const { task } = await tasks[name]()
    process.exitCode = await task(args)
  } catch (error) {
    process.stderr.write(`plumbline: ${error instanceof Failure ? error.message : error.stack}\n`)
    process.exitCode = 2
  }
}
