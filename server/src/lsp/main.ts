import { startServer } from './node.ts'

// Entry of the server's bundle and of `node server/src/lsp/main.ts --stdio`.
startServer()
