import { keepCompiled } from './compile-cache.ts'

if (!process.argv.includes('--no-cache')) keepCompiled(process.env)
await import('./command-line.ts')
