import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { has, open, replace, seen, until, uriOf } from './harness.ts'
import type { Case } from './harness.ts'

const FLAWED = 'docs/adr/0002-store-features-twice.md'

interface Contributions {
  readonly activationEvents: readonly string[]
  readonly contributes: { readonly commands: readonly { readonly command: string; readonly category: string }[]; readonly snippets: readonly { readonly language: string }[] }
}

const extension = (): vscode.Extension<unknown> => vscode.extensions.getExtension('plumbline.plumbline')!

export const commands: readonly Case[] = [
  {
    name: 'every command of the manifest is registered, in the category Plumbline',
    async run() {
      await open(FLAWED)
      await until('active', () => extension().isActive, Boolean)
      const registered = new Set(await vscode.commands.getCommands(true))
      const { contributes } = extension().packageJSON as Contributions
      assert.ok(contributes.commands.length >= 4)
      for (const { command, category } of contributes.commands) {
        assert.ok(registered.has(command), `${command} is not registered`)
        assert.equal(category, 'Plumbline')
      }
    },
  },
  {
    name: 'Restart Server brings the findings back',
    async run() {
      const editor = await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      await vscode.commands.executeCommand('plumbline.restartServer')
      await until('findings again', () => seen(FLAWED), has('placeholder-text', 'TBD'))
      await replace(editor, 'TBD', 'FIXME')
      await until('findings of the new text', () => seen(FLAWED), has('placeholder-text', 'FIXME'))
    },
  },
  {
    name: 'Explain Rule shows the page of a rule',
    async run() {
      await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('plumbline-rule:/placeholder-text.md'))
      assert.match(page.getText(), /^# Placeholder left in the text\n[\s\S]*## Why\n[\s\S]*## Bad\n/)
      await vscode.commands.executeCommand('plumbline.explainRule', 'PL-HYG-001')
      await until(
        'the preview',
        () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
        (labels) => labels.some((label) => label.includes('placeholder-text')),
      )
    },
  },
  {
    name: 'Create Workspace Configuration opens the one that is there, and writes one where there is none',
    async run() {
      const before = await vscode.workspace.fs.readFile(uriOf('.plumbline.yaml'))
      await open(FLAWED)
      await vscode.commands.executeCommand('plumbline.createConfiguration')
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uriOf('.plumbline.yaml').toString())
      assert.deepEqual(await vscode.workspace.fs.readFile(uriOf('.plumbline.yaml')), before)
      await vscode.commands.executeCommand('workbench.action.closeAllEditors')
      await vscode.workspace.fs.delete(uriOf('.plumbline.yaml'))
      try {
        await vscode.commands.executeCommand('plumbline.createConfiguration')
        assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /apiVersion: plumbline\.dev\/v1\nkind: Workspace\n/)
        await open(FLAWED)
        await until('findings', () => seen(FLAWED), has('placeholder-text'))
        assert.deepEqual(await seen('.plumbline.yaml'), [])
      } finally {
        await vscode.workspace.fs.writeFile(uriOf('.plumbline.yaml'), before)
      }
    },
  },
  {
    name: 'a fix or a suppression is offered for a finding, and the suppression silences it',
    async run() {
      const editor = await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      const at = editor.document.positionAt(editor.document.getText().indexOf('TBD'))
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, new vscode.Range(at, at))
      const suppress = actions.find(({ title }) => title.startsWith('Suppress placeholder-text'))
      assert.ok(suppress?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`)
      assert.ok(await vscode.workspace.applyEdit(suppress.edit))
      await until(
        'silence',
        () => seen(FLAWED),
        (found) => !has('placeholder-text')(found),
      )
    },
  },
  {
    name: 'the hover over a finding says why it matters',
    async run() {
      const editor = await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      const at = editor.document.positionAt(editor.document.getText().indexOf('TBD') + 1)
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at)
      const text = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n')
      assert.match(text, /whoever approves the document approves what nobody/)
    },
  },
]
