import { ArchitecturePanels } from './architecture-panel.ts'
import type { PanelContext } from './document-panel.ts'
import { PortfolioPanel } from './portfolio-panel.ts'
import { ReadinessPanels } from './readiness-panel.ts'

/** The panels of a window. */
export interface Panels {
  readonly architecture: ArchitecturePanels
  readonly readiness: ReadinessPanels
  readonly portfolio: PortfolioPanel
}

export const createPanels = (context: PanelContext): Panels => ({
  architecture: new ArchitecturePanels(context),
  readiness: new ReadinessPanels(context),
  portfolio: new PortfolioPanel(context),
})
