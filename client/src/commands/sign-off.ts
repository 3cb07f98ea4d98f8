import * as vscode from 'vscode'
import { APPROVAL_ROLES, READINESS, SIGN_OFF } from '../../../server/src/protocol/index.ts'
import type { ApprovalRole, ApprovalStatus, EditResult, ReadinessDto, ReadinessItemDto } from '../../../server/src/protocol/index.ts'
import { applyEdit, openPlace } from '../panels/document-panel.ts'
import type { Command } from './command.ts'
import { targetOf } from './target.ts'

/** A review: what is open is walked through, remarks are collected, and the decision is written into the manifest or document. */
export const signOff: Command = {
  id: 'plumbline.signOff',
  async run({ server }, argument) {
    const uri = targetOf(argument, 'review it')
    if (!uri) return
    const readiness = await server.request<ReadinessDto | null>(READINESS, { uri: uri.toString() })
    if (!readiness) {
      void vscode.window.showInformationMessage('Plumbline: this document belongs to no model that could be reviewed.')
      return
    }
    const remarks = await walkThrough(readiness)
    if (!remarks) return
    const approval = await decide(readiness, remarks)
    if (!approval) return
    const result = await server.request<EditResult>(SIGN_OFF, { uri: uri.toString(), approval })
    if ('refused' in result) {
      void vscode.window.showWarningMessage(`Plumbline: ${result.refused}`)
      return
    }
    if (!(await applyEdit(result.edit))) return
    const [first] = result.edit.documentChanges
    if (first && !('kind' in first) && first.edits[0])
      await openPlace({ uri: first.textDocument.uri, path: '', range: { start: first.edits[0].range.start, end: first.edits[0].range.start } })
    void vscode.window.showInformationMessage(`Plumbline: ${approval.status} as ${approval.role}. Save the document to keep it.`)
  },
}

interface Approval {
  readonly role: ApprovalRole
  readonly approver: string
  readonly status: ApprovalStatus
  readonly conditions?: readonly string[]
  readonly comment?: string
}

const isOpen = ({ state, demand }: ReadinessItemDto): boolean => demand !== 'not-asked' && state !== 'passed' && state !== 'waived' && state !== 'not-applicable'

/** The open items, until the reviewer goes on to the decision: choosing one shows its place and takes a remark. Undefined: given up. */
async function walkThrough(readiness: ReadinessDto): Promise<ReadonlyMap<string, string> | undefined> {
  const open = readiness.items.filter(isOpen)
  const remarks = new Map<string, string>()
  if (open.length === 0) return remarks
  for (;;) {
    const items: (vscode.QuickPickItem & { readonly item?: ReadinessItemDto })[] = [
      { label: '$(verified) Decide', description: `${readiness.progress.open} required items open, ${remarks.size} remarks`, alwaysShow: true },
      { label: 'Open items', kind: vscode.QuickPickItemKind.Separator },
      ...open.map((item) => ({
        label: `$(${remarks.has(item.id) ? 'comment' : item.state === 'contradicted' ? 'error' : item.demand === 'required' ? 'circle-large-outline' : 'dash'}) ${item.text}`,
        description: `${item.id} · ${item.state}${item.demand === 'required' ? '' : ' · recommended'}`,
        detail: remarks.get(item.id) ?? item.reason,
        item,
      })),
    ]
    const picked = await vscode.window.showQuickPick(items, {
      title: `Review of ${readiness.model}${readiness.version ? ` ${readiness.version}` : ''}, tier ${readiness.tier}`,
      placeHolder: 'Look at an open item, or decide',
      matchOnDetail: true,
      ignoreFocusOut: true,
    })
    if (!picked) return undefined
    const { item } = picked
    if (!item) return remarks
    const place = item.problems[0]?.place ?? item.evidence[0]?.place
    if (place) await openPlace(place)
    const remark = await vscode.window.showInputBox({
      title: item.text,
      prompt: item.problems[0]?.message ?? item.reason,
      placeHolder: 'Remark; becomes a condition if you decide so',
      value: remarks.get(item.id) ?? '',
      ignoreFocusOut: true,
    })
    if (remark) remarks.set(item.id, remark)
    else if (remark === '') remarks.delete(item.id)
  }
}

const DECISIONS: readonly (vscode.QuickPickItem & { readonly status: ApprovalStatus })[] = [
  { status: 'approved', label: '$(pass) Approve' },
  { status: 'conditional', label: '$(warning) Approve with conditions' },
  { status: 'rejected', label: '$(error) Reject' },
]

async function decide(readiness: ReadinessDto, remarks: ReadonlyMap<string, string>): Promise<Approval | undefined> {
  const title = `Decision on ${readiness.model}${readiness.version ? ` ${readiness.version}` : ''}`
  const decision = await vscode.window.showQuickPick(DECISIONS, {
    title,
    placeHolder: readiness.ready ? 'Nothing that the tier requires is open' : `${readiness.progress.open} required items are open`,
    ignoreFocusOut: true,
  })
  if (!decision) return undefined
  const role = await vscode.window.showQuickPick([...APPROVAL_ROLES], { title, placeHolder: 'In which role do you decide?', ignoreFocusOut: true })
  if (!role) return undefined
  const approver = await vscode.window.showInputBox({
    title,
    prompt: 'Who decides? Written as given.',
    placeHolder: 'user:j.lind, team:payments-ml or an e-mail address',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^(?:(?:team|user|group):[\w./-]+|@[\w./-]+|[^\s@:]+@[^\s@:]+)$/.test(text.trim()) ? undefined : 'Write user:NAME, team:NAME, @org/team or an e-mail address',
  })
  if (approver === undefined) return undefined
  const said = [...remarks].map(([id, remark]) => `${id}: ${remark}`)
  let conditions: readonly string[] = []
  if (decision.status === 'conditional') {
    const text = await vscode.window.showInputBox({
      title,
      prompt: 'Conditions, separated by semicolons',
      value: said.join('; '),
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() ? undefined : 'A conditional approval needs a condition'),
    })
    if (text === undefined) return undefined
    conditions = text.split(';').flatMap((condition) => condition.trim() || [])
  }
  const comment = await vscode.window.showInputBox({ title, prompt: 'Comment (optional)', value: decision.status === 'conditional' ? '' : said.join('; '), ignoreFocusOut: true })
  if (comment === undefined) return undefined
  return {
    role: role as ApprovalRole,
    approver: approver.trim(),
    status: decision.status,
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(comment.trim() ? { comment: comment.trim() } : {}),
  }
}
