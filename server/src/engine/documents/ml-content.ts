import type { MarkdownSyntax } from '../syntax/markdown.ts'
import type { YamlNode } from '../syntax/yaml.ts'

export type ContentMemo = Map<string, unknown>

export interface DesignContent {
  readonly recognised: boolean
  readonly confidence: number
  readonly evidence: string
}

export function designContent(markdown: MarkdownSyntax, _root: YamlNode | null, { named }: { readonly path: string; readonly named: string | undefined; readonly memo: ContentMemo | undefined }): DesignContent {
  return { recognised: named !== undefined && /\bmodel\b/i.test(markdown.plain), confidence: 0.5, evidence: `file name ${named}` }
}
