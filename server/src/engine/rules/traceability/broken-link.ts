import { readAdrReferences } from '../../documents/adr.ts'
import { anchorsOf, foldAnchor } from '../../documents/anchors.ts'
import type { DocumentView } from '../../documents/document.ts'
import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { schemasAt } from '../../schema/lookup.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { nearest } from '../../text/edit-distance.ts'
import type { WorkspaceView } from '../../workspace/view.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const PAGE = /\.(?:md|markdown|mdx|html?)$/i
const REFERENCES = new Set(['Ref', 'Refs', 'RefOrNotApplicable'])

export default defineRule({
  id: 'PL-TRC-003',
  name: 'broken-link',
  category: 'traceability',
  title: 'Link to a file or heading that does not exist',
  kinds: DOCUMENT_KINDS,
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'Relative links and references whose file and heading exist; addresses on the web are not fetched',
  why: 'The runbook behind a dead link is not there when it is needed',
  help: 'Correct the path or the heading, or remove the link',
  references: ['CommonMark'],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '//- path: docs/churn-design.md\n---\nkind: ml-design-doc\n---\n# Churn design\n\n## Rollback\n\nSee the [runbook](runbooks/rollback.md#verify) and [above](#rollback).\n//- path: docs/runbooks/rollback.md\n# Rollback runbook\n\n## Verify\n\nThe error rate is below 0.1 %.\n',
      },
    ],
    bad: [
      { title: 'No such heading', path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Rollback\n\nSee [monitoring](#monitoring).\n' },
      {
        title: 'No such heading in another file',
        path: 'docs/churn-design.md',
        text: '//- path: docs/churn-design.md\n---\nkind: ml-design-doc\n---\n# Churn design\n\nSee the [runbook](runbooks/rollback.md#verification).\n//- path: docs/runbooks/rollback.md\n# Rollback runbook\n\n## Verify\n\nThe error rate is below 0.1 %.\n',
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    const kind = document.recognition!.kind
    if (document.markdown) yield* inMarkdown(document, workspace)
    const root = document.root
    // A file that many fields name is missed once.
    const seen = new Set<string>()
    if (root)
      for (const { value, range } of references(root, [], (path) => schemasAt(kind, path).some((p) => p.definition !== undefined && REFERENCES.has(p.definition)))) {
        if (!seen.has(value)) yield* inField(document, workspace, value, range)
        seen.add(value)
      }
  },
})

function* inMarkdown(document: DocumentView, workspace: WorkspaceView): Generator<Report> {
  // Records named as superseded or superseding are the business of `adr-dangling-reference`.
  const records = new Set(document.recognition?.kind === 'adr' ? readAdrReferences(document).map((r) => r.target) : [])
  for (const link of document.markdown!.links) {
    const { target, targetRange: range } = link
    if (records.has(target)) continue
    if (!target || /[{}<>$…]|^\.{3}|^(?:url|link|todo|tbd)$/i.test(target)) continue
    const resolved = workspace.resolve(document.path, target)
    if (!resolved) continue
    if (resolved.path !== document.path && isMissing(workspace, resolved.path, target)) {
      const other = workspace.similar(resolved.path)
      yield { range, message: `The link target \`${target}\` does not exist`, help: other ? `Did you mean \`${other}\`?` : undefined }
      continue
    }
    if (resolved.anchor) yield* anchor(document, workspace, resolved.path, resolved.anchor, range)
  }
}

/** Site generators serve `/x` from elsewhere and leave extensions out: only what cannot be meant otherwise is missing. */
function isMissing(workspace: WorkspaceView, path: string, target: string): boolean {
  if (path === '' || workspace.exists(path) !== false) return false
  if (target.startsWith('/') && !PAGE.test(path)) return false
  const query = target.search(/[?#]/)
  const body = query === -1 ? target : target.slice(0, query)
  if (body.endsWith('/') || !/\.[a-z0-9]{1,8}$/i.test(path))
    return !['.md', '.mdx', '/index.md', '/README.md', '/readme.md'].some((ending) => workspace.exists(path.replace(/\/$/, '') + ending) !== false)
  return !(/\.html?$/i.test(path) && workspace.exists(path.replace(/\.html?$/i, '.md')) !== false)
}

function* anchor(document: DocumentView, workspace: WorkspaceView, path: string, name: string, range: Range): Generator<Report> {
  const target = path === document.path ? document : workspace.document(path)
  if (!target?.markdown || /^(?:L\d+|top|:~:|!|\/)/i.test(name)) return
  const anchors = anchorsOf(target)
  const wanted = foldAnchor(name)
  // `#setup-1` is the second heading of that name.
  if (!wanted || anchors.has(wanted) || anchors.has(foldAnchor(name.replace(/-\d+$/, '')))) return
  const other = nearest(wanted, anchors, 3)
  const heading = target.markdown.blocks.find((b) => b.kind === 'heading' && (foldAnchor(b.text) === other || (wanted.length >= 5 && foldAnchor(b.text).startsWith(wanted))))
  yield {
    range,
    message: path === document.path ? `There is no heading \`#${name}\` in this document` : `There is no heading \`#${name}\` in ${path}`,
    help: heading?.kind === 'heading' ? `Did you mean the heading '${heading.text}'?` : undefined,
  }
}

/** Longer texts are no paths. */
const LONGEST_PATH = 1_000

/** Values of fields that the schema calls references to files. */
function* references(
  node: YamlNode,
  path: readonly (string | number)[],
  isReference: (path: readonly (string | number)[]) => boolean,
): Generator<{ readonly value: string; readonly range: Range }> {
  if (node.kind === 'map')
    for (const entry of node.entries) {
      if (entry.value) yield* references(entry.value, [...path, entry.key], isReference)
    }
  else if (node.kind === 'seq')
    for (const [i, item] of node.items.entries()) {
      if (item) yield* references(item, [...path, i], isReference)
    }
  else if (typeof node.value === 'string' && node.value.length <= LONGEST_PATH && /^[\w.@-][^\s:<>{}$*]*\.[A-Za-z0-9]{1,8}(?:#\S*)?$/.test(node.value) && isReference(path))
    yield { value: node.value, range: node.range }
}

/** References count from the repository's root; relative ones to the file are understood. */
function* inField(document: DocumentView, workspace: WorkspaceView, value: string, range: Range): Generator<Report> {
  const places = [workspace.resolve(document.path, `/${value}`), workspace.resolve(document.path, value)].filter((p) => p !== undefined)
  if (!places.length || places.some((p) => workspace.exists(p.path) !== false)) return
  const other = workspace.similar(places[0]!.path)
  yield { range, message: `The file \`${value}\` does not exist`, help: other ? `Did you mean \`${other}\`?` : undefined }
}
