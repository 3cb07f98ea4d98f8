import type { Command } from './command.ts'

/** Opens the portfolio: all models of the workspace. */
export const openPortfolio: Command = {
  id: 'plumbline.openPortfolio',
  run: ({ panels }) => panels.portfolio.show(),
}
