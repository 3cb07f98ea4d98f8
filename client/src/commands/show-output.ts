import type { Command } from './command.ts'

export const showOutput: Command = {
  id: 'plumbline.showOutput',
  run: ({ output }) => output.show(),
}
