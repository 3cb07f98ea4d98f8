import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

interface Manifest {
  readonly activationEvents: readonly string[]
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[]
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] }
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> }
  }
}

const manifest = JSON.parse(read('package.json')) as Manifest

test('every command has a condition for the palette, and belongs to the category Plumbline', () => {
  const { commands, menus } = manifest.contributes
  assert.deepEqual(menus.commandPalette.map(({ command }) => command).sort(), commands.map(({ command }) => command).sort())
  for (const { category } of commands) assert.equal(category, 'Plumbline')
})

test('the extension starts for documents, and for panels of its own that were open', () => {
  for (const event of manifest.activationEvents) assert.match(event, /^(?:onLanguage:(?:markdown|yaml)|workspaceContains:\.plumbline\.ya?ml|onWebviewPanel:plumbline\.\w+)$/)
})

test('no setting of a workspace decides which program runs', () => {
  assert.equal(manifest.contributes.configuration.properties['plumbline.serverNodePath']?.scope, 'machine')
})

test('the change log has the version of the package', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  assert.match(read('CHANGELOG.md'), new RegExp(`^## \\[?${version.replaceAll('.', '\\.')}\\b`, 'm'))
})
