import * as vscode from 'vscode'
import { has, lacks, open, seen, until, uriOf } from './harness.ts'
import type { Case } from './harness.ts'

const FLAWED = 'docs/adr/0002-store-features-twice.md'
const CONFIGURATION = uriOf('.plumbline.yaml')

const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(CONFIGURATION, new TextEncoder().encode(text))
const HEAD = 'apiVersion: plumbline.dev/v1\nkind: Workspace\n'

export const configuration: readonly Case[] = [
  {
    name: 'a rule switched off in .plumbline.yaml is silent at once, and speaks again when it is switched on',
    async run() {
      await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      await write(`${HEAD}rules:\n  placeholder-text: off\n`)
      await until(
        'no placeholder finding',
        () => seen(FLAWED),
        (found) => lacks('placeholder-text')(found) && has('adr-no-alternatives')(found),
      )
      await write(`${HEAD}rules:\n  placeholder-text: info\n`)
      await until(
        'a milder one',
        () => seen(FLAWED),
        (found) => found.some(({ rule, severity }) => rule === 'placeholder-text' && severity === 'info'),
      )
      await write(HEAD)
      await until(
        'as before',
        () => seen(FLAWED),
        (found) => found.some(({ rule, severity }) => rule === 'placeholder-text' && severity === 'warning'),
      )
    },
  },
  {
    name: 'an unsaved change of .plumbline.yaml applies as well',
    async run() {
      await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      const editor = await open('.plumbline.yaml')
      await editor.edit((edit) => edit.insert(editor.document.lineAt(editor.document.lineCount - 1).range.end, 'rules:\n  placeholder-text: off\n'))
      await until('no placeholder finding', () => seen(FLAWED), lacks('placeholder-text'))
    },
  },
  {
    name: 'plumbline.enable takes all findings away and brings them back',
    async run() {
      await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      const settings = vscode.workspace.getConfiguration('plumbline')
      await settings.update('enable', false, vscode.ConfigurationTarget.Workspace)
      await until(
        'no findings',
        () => seen(FLAWED),
        (found) => found.length === 0,
      )
      await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace)
      await until('findings again', () => seen(FLAWED), has('placeholder-text'))
    },
  },
]
