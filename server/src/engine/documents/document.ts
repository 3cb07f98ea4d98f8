import type { LineIndex } from '../text/line-index.ts'
import type { Range } from '../text/range.ts'
import type { MarkdownSyntax } from '../syntax/markdown.ts'
import type { SyntaxProblem } from '../syntax/problem.ts'
import type { YamlFile, YamlNode } from '../syntax/yaml.ts'
import type { Recognition } from './kinds.ts'
import type { Section } from './sections.ts'

/** A parsed file with its typed parts. Immutable: an edit makes a new one. */
export interface DocumentView {
  /** Workspace-relative POSIX path: `docs/design.md`. */
  readonly path: string
  readonly text: string
  readonly lines: LineIndex
  /** Undefined: not a document of ours, nothing is said about it. */
  readonly recognition: Recognition | undefined
  readonly markdown: MarkdownSyntax | undefined
  /** Section tree of a Markdown document; the root has no heading. */
  readonly sections: Section | undefined
  readonly yaml: YamlFile | undefined
  /**
   * The structured part: front matter of a Markdown document, the (this) YAML document of a YAML file. In a file of several YAML
   * documents each of ours has a view of its own.
   */
  readonly root: YamlNode | null
  readonly problems: readonly SyntaxProblem[]
  /** Name of the document or model for people. */
  readonly title: string
  /** Where a finding about the document as a whole belongs: the title heading, `metadata.name`, or the first line. */
  readonly titleRange: Range
}
