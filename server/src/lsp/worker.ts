import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { clientPlatform } from './client-platform.ts'
import { createServer } from './server.ts'
import { VERSION } from './version.ts'

// Entry of the web worker: the client reads files for it (`plumbline/fs/*`).
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self))
createServer(connection, () => Promise.resolve(clientPlatform(connection)), VERSION)
