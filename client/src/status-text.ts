import type { DocumentStatus } from '../../server/src/protocol/index.ts'
import { kindName } from './views/kind-names.ts'

/** What the status bar says about a document: the item's text, the same for screen readers, and the lines of its tooltip. */
export interface StatusText {
  readonly text: string
  readonly label: string
  readonly tooltip: readonly string[]
}

export type StatusDetail = 'full' | 'findings'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Says a document's status; undefined where there is nothing to say: it is none of ours. */
export function statusText(status: DocumentStatus, detail: StatusDetail): StatusText | undefined {
  if (!status.enabled) return undefined
  if (status.kind === null) {
    if (status.skipped === null) return undefined
    return { text: '$(circle-slash) Plumbline', label: `Plumbline: not checked, ${status.skipped}`, tooltip: [`Not checked: ${status.skipped}`] }
  }
  const { error, warning, info, waived } = status.counts
  const findings = error + warning + info
  const kind = kindName(status.kind)
  const tier = status.tier === null ? undefined : `tier ${status.tier}`
  const icon = error > 0 ? 'error' : warning > 0 ? 'warning' : info > 0 ? 'info' : 'check'
  const facts = detail === 'full' ? [kind, ...(tier ? [tier] : [])] : []
  const parts = [error > 0 && counted(error, 'error'), warning > 0 && counted(warning, 'warning'), info > 0 && counted(info, 'hint')].filter((part) => part !== false)
  const sum = findings === 0 ? 'no findings' : parts.join(', ')
  const described = [`${kind}${status.by && status.evidence ? `, recognised by ${status.by.replace('-', ' ')}: ${status.evidence}` : ''}`]
  if (status.model !== null) described.push(`Model ${status.model}`)
  const placed = [tier && `Risk ${tier}`, status.stage && `stage ${status.stage}`].filter(Boolean).join(', ')
  if (placed) described.push(placed.charAt(0).toUpperCase() + placed.slice(1))
  described.push(`${sum.charAt(0).toUpperCase()}${sum.slice(1)}${waived > 0 ? `, ${waived} waived` : ''}`)
  return {
    text: [`$(${icon}) ${findings === 0 ? 'Plumbline' : findings}`, ...facts].join(' · '),
    label: `Plumbline: ${[sum, ...facts].join(', ')}`,
    tooltip: described,
  }
}
