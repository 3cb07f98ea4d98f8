import type { Command } from './command.ts'

/** Asks the server for the tree of documents again. */
export const refreshDocuments: Command = {
  id: 'plumbline.refreshDocuments',
  run: ({ documents }) => documents.refresh(),
}
