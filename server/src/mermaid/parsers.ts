import { createArchitectureServices, createGitGraphServices, createPacketServices, createPieServices } from '@mermaid-js/parser'
import { diagram as block } from 'mermaid/dist/chunks/mermaid.core/blockDiagram-APKKGZFW.mjs'
import { diagram as c4 } from 'mermaid/dist/chunks/mermaid.core/c4Diagram-KJ2TOQU5.mjs'
import { diagram as classes } from 'mermaid/dist/chunks/mermaid.core/classDiagram-v2-L25IHNXF.mjs'
import { diagram as er } from 'mermaid/dist/chunks/mermaid.core/erDiagram-EYBAPDEH.mjs'
import { diagram as flow } from 'mermaid/dist/chunks/mermaid.core/flowDiagram-MALGAFMO.mjs'
import { diagram as gantt } from 'mermaid/dist/chunks/mermaid.core/ganttDiagram-23REXITY.mjs'
import { diagram as journey } from 'mermaid/dist/chunks/mermaid.core/journeyDiagram-OPLOXDXO.mjs'
import { diagram as quadrant } from 'mermaid/dist/chunks/mermaid.core/quadrantDiagram-XTYBLID2.mjs'
import { diagram as requirement } from 'mermaid/dist/chunks/mermaid.core/requirementDiagram-Y7LWUY3S.mjs'
import { diagram as sequence } from 'mermaid/dist/chunks/mermaid.core/sequenceDiagram-5NDRBG5M.mjs'
import { diagram as state } from 'mermaid/dist/chunks/mermaid.core/stateDiagram-v2-FJ4FJNEA.mjs'
import { diagram as timeline } from 'mermaid/dist/chunks/mermaid.core/timeline-definition-SEUHKTQE.mjs'

type Diagram = typeof flow

/** What a generated parser throws: place and words, as far as it knows them. */
interface Place {
  /** Counts from 1. */
  readonly line: number | undefined
  readonly found: string | undefined
  /** Whether the grammar names the line; else the words are all there is. */
  readonly placed: boolean
  readonly message: string
}

const JISON: Readonly<Record<string, Diagram>> = {
  flowchart: flow,
  graph: flow,
  sequencediagram: sequence,
  classdiagram: classes,
  'classdiagram-v2': classes,
  statediagram: state,
  'statediagram-v2': state,
  erdiagram: er,
  gantt,
  journey,
  requirementdiagram: requirement,
  c4context: c4,
  c4container: c4,
  c4component: c4,
  c4dynamic: c4,
  c4deployment: c4,
  quadrantchart: quadrant,
  timeline,
  'block-beta': block,
  block,
}

interface LangiumParser {
  parse(text: string): {
    readonly lexerErrors: readonly { readonly line?: number; readonly message: string }[]
    readonly parserErrors: readonly { readonly token: { readonly startLine?: number; readonly image: string }; readonly message: string }[]
  }
}

const LANGIUM: Readonly<Record<string, () => LangiumParser>> = {
  'architecture-beta': () => createArchitectureServices().Architecture.parser.LangiumParser,
  gitgraph: () => createGitGraphServices().GitGraph.parser.LangiumParser,
  packet: () => createPacketServices().Packet.parser.LangiumParser,
  'packet-beta': () => createPacketServices().Packet.parser.LangiumParser,
  pie: () => createPieServices().Pie.parser.LangiumParser,
}

/** Parses a diagram text by mermaid's own grammar for its keyword; what is wrong with it, `undefined` for nothing and for types that are not checked. */
export function parseProblem(keyword: string, text: string): Place | undefined {
  const type = keyword.toLowerCase()
  if (Object.hasOwn(JISON, type)) return jisonProblem(JISON[type]!, text)
  if (Object.hasOwn(LANGIUM, type)) return langiumProblem(LANGIUM[type]!(), text)
  return undefined
}

function jisonProblem({ parser, db }: Diagram, text: string): Place | undefined {
  if (parser.parser) parser.parser.yy = db
  db.clear?.()
  try {
    parser.parse(text)
    return undefined
  } catch (error) {
    // Parsers reach for the page in places; that they find none says nothing about the text.
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) return undefined
    const { hash } = error as { readonly hash?: { readonly line?: number; readonly loc?: { readonly first_line?: number }; readonly text?: string } }
    // Refused for another reason than its grammar, such as its size.
    if (!hash) return undefined
    const line = hash.loc?.first_line ?? (hash.line === undefined ? undefined : hash.line + 1)
    return { line, found: hash.text, placed: /^(?:Parse|Lexical) error/.test(error.message), message: error.message }
  }
}

function langiumProblem(parser: LangiumParser, text: string): Place | undefined {
  const { lexerErrors, parserErrors } = parser.parse(text)
  const [lexer] = lexerErrors
  if (lexer) return { line: lexer.line, found: undefined, placed: true, message: lexer.message }
  const [error] = parserErrors
  return error && { line: error.token.startLine, found: error.token.image, placed: true, message: error.message }
}
