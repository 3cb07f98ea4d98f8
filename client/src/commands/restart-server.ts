import type { Command } from './command.ts'

export const restartServer: Command = {
  id: 'plumbline.restartServer',
  run: ({ server }) => server.start(),
}
