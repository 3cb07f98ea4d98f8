import type { DocumentView } from '../../documents/document.ts'
import { fieldList, fieldText } from '../../documents/fields.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import type { WorkspaceView } from '../../workspace/view.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const PACK = 'apiVersion: plumbline.dev/v1\nkind: Pack\nmetadata:\n  name: acme-base\n  version: 1.0.0\n  owner: team:ml-platform\nspec:\n'

export default defineRule({
  id: 'PL-HYG-010',
  name: 'pack-invalid',
  category: 'hygiene',
  title: 'Pack extends itself',
  kinds: ['pack'],
  severity: 'error',
  satisfiedBy: 'A chain of `extends` that ends',
  why: 'A standard that rests on itself cannot be read: which rules hold depends on where one begins',
  help: 'Remove the entry of `extends` that leads back',
  references: ['Organisation standards'],
  examples: {
    good: [{ path: 'packs/acme-base.pack.yaml', text: `${PACK}  defaultTier: 2\n` }],
    bad: [{ path: 'packs/acme-base.pack.yaml', text: `${PACK}  extends: [acme-base]\n` }],
  },
  *check({ document, workspace }): Iterable<Report> {
    const list = yamlAt(document.root, ['spec', 'extends'])
    if (list?.kind !== 'seq') return
    const names = packsByName(workspace)
    for (const item of list.items) {
      if (item?.kind !== 'scalar') continue
      const way = wayBack(document, String(item.value), workspace, names)
      if (way) yield { range: item.range, message: way.length === 1 ? 'This pack extends itself' : `Circle of packs: ${way.join(' → ')}` }
    }
  },
})

const nameOf = (document: DocumentView): string => fieldText(document.root, ['metadata', 'name']) ?? document.path

const packsByName = (workspace: WorkspaceView): ReadonlyMap<string, string> =>
  new Map(
    workspace.ofKind('pack').flatMap((path) => {
      const pack = workspace.document(path)
      return pack ? [[nameOf(pack), path] as const] : []
    }),
  )

/** The packs from an entry of `extends` back to the pack it stands in. */
function wayBack(start: DocumentView, entry: string, workspace: WorkspaceView, names: ReadonlyMap<string, string>): readonly string[] | undefined {
  const seen = new Set<string>()
  const queue: { readonly entry: string; readonly from: string; readonly way: readonly string[] }[] = [{ entry, from: start.path, way: [nameOf(start)] }]
  for (let i = 0; i < queue.length; i++) {
    const { entry: wanted, from, way } = queue[i]!
    const bare = /^(@?[^@]+)/.exec(wanted)?.[1] ?? wanted
    const path = names.get(bare) ?? workspace.resolve(from, wanted)?.path
    if (path === undefined) continue
    if (path === start.path) return way.length === 1 ? way : [...way, nameOf(start)]
    const pack = seen.has(path) ? undefined : workspace.document(path)
    seen.add(path)
    if (pack?.recognition?.kind === 'pack') for (const next of fieldList(pack.root, ['spec', 'extends'])) queue.push({ entry: next, from: path, way: [...way, nameOf(pack)] })
  }
  return undefined
}
