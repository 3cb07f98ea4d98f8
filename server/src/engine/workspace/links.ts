import type { DocumentView } from '../documents/document.ts'
import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { resolveTarget } from './paths.ts'

const known = new WeakMap<MarkdownSyntax, ReadonlySet<string>>()

/** Paths of the workspace to which the links in a Markdown document lead; pictures lead nowhere. */
export function linkedPaths({ path, markdown }: DocumentView): ReadonlySet<string> {
  if (!markdown) return new Set()
  let paths = known.get(markdown)
  if (!paths) known.set(markdown, (paths = new Set(markdown.links.flatMap(({ target, image }) => (image ? [] : (resolveTarget(path, target)?.path ?? []))))))
  return paths
}
