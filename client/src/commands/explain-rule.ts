import * as vscode from 'vscode'
import type { RuleDto } from '../../../server/src/protocol/index.ts'
import { rulePage } from '../rule-page.ts'
import type { Command, CommandContext } from './command.ts'

const SCHEME = 'plumbline-rule'

/** Shows the page of a rule. Takes its name or id, else offers all rules, those found at the cursor first. */
export const explainRule: Command = {
  id: 'plumbline.explainRule',
  async run({ server }, name) {
    if (server.state !== 'running') {
      void vscode.window.showWarningMessage('The Plumbline server is not running.')
      return
    }
    const { rules } = await server.rules()
    const rule = typeof name === 'string' ? rules.find((r) => r.name === name || r.id === name) : await pick(rules)
    if (!rule) {
      if (typeof name === 'string') void vscode.window.showWarningMessage(`There is no Plumbline rule ${name}.`)
      return
    }
    // Locked: an unlocked preview follows whatever Markdown document is edited.
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: SCHEME, path: `/${rule.name}.md` }), undefined, { locked: true })
  },
}

/** Serves the pages as read-only documents, made from what the running server says. */
export const rulePages = ({ server }: CommandContext): vscode.Disposable =>
  vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri) {
      const name = uri.path.slice(1, -'.md'.length)
      const rule = (await server.rules()).rules.find((r) => r.name === name)
      return rule ? rulePage(rule) : `There is no rule ${name}.`
    },
  })

async function pick(rules: readonly RuleDto[]): Promise<RuleDto | undefined> {
  const item = (rule: RuleDto): vscode.QuickPickItem & { readonly rule: RuleDto } => ({ rule, label: rule.name, description: rule.id, detail: rule.title })
  const here = rulesAtCursor()
  const first = rules.filter((rule) => here.has(rule.name))
  const others = rules.filter((rule) => !here.has(rule.name))
  const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator })
  const items = first.length === 0 ? others.map(item) : [separator('found here'), ...first.map(item), separator('all rules'), ...others.map(item)]
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Rule to explain', matchOnDescription: true, matchOnDetail: true })
  return picked && 'rule' in picked ? (picked.rule as RuleDto) : undefined
}

function rulesAtCursor(): ReadonlySet<string> {
  const editor = vscode.window.activeTextEditor
  if (!editor) return new Set()
  const found = vscode.languages.getDiagnostics(editor.document.uri).filter((d) => d.source === 'plumbline' && d.range.intersection(editor.selection) !== undefined)
  return new Set(found.map((d) => String(typeof d.code === 'object' ? d.code.value : d.code)))
}
