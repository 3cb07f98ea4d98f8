import type { Command } from './command.ts'
import { targetOf } from './target.ts'

/** Opens the readiness checklist of the model that a document describes. */
export const openReadiness: Command = {
  id: 'plumbline.openReadiness',
  run({ panels }, argument) {
    const uri = targetOf(argument, 'see whether its model is ready')
    if (uri) panels.readiness.show(uri)
  },
}
