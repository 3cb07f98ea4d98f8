import { workerData } from 'node:worker_threads'
import { keepCompiled } from './compile-cache.ts'

if ((workerData as { readonly cache: boolean }).cache) keepCompiled(process.env)
await import('./check-thread.ts')
