import { HALF, YoungGeneration } from '../node/young-generation.ts'
import { keepCompiled } from './compile-cache.ts'

if (!process.argv.includes('--no-cache')) keepCompiled(process.env)
// It grows while the engine is loaded, which makes much, and not again while files are read.
const young = new YoungGeneration(HALF.batch)
await import('../engine/index.ts')
young.look()
await import('./command-line.ts')
