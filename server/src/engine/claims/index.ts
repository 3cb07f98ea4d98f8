import type { DocumentView } from '../documents/document.ts'
import { MARKDOWN_KINDS } from '../documents/kinds.ts'
import { DeclaredReader } from './declared.ts'
import { onlyAbout } from './declared-frames.ts'
import type { DeclaredKnowledge } from './declared-frames.ts'
import declared from './generated/declared-prose.json' with { type: 'json' }
import knowledge from './generated/prose-knowledge.json' with { type: 'json' }
import model from './generated/prose-model.json' with { type: 'json' }
import { plainReader } from './plain.ts'
import { ProseReader } from './prose.ts'
import type { ProseKnowledge } from './standard.ts'
import { Stems } from './tokens.ts'
import { isAdequate } from './types.ts'
import type { Claim, PlainReader } from './types.ts'

/** Reads what documents say. Its tables are costly to make, so they are made on the first question. */
class ClaimReader {
  readonly #stems = new Stems()
  #prose: ProseReader | undefined
  #plain: PlainReader | undefined
  #declared: DeclaredReader | undefined
  /** By subject. */
  readonly #single = new Map<string, DeclaredReader>()

  /** Everything a document says about the subjects that matter. The caller keeps the result by document view. */
  claimsOf(document: DocumentView): readonly Claim[] {
    const kind = document.recognition?.kind
    // The words of a checklist are questions; that one is ticked is no description.
    if (!kind || !MARKDOWN_KINDS.includes(kind) || kind === 'readiness-checklist') return []
    this.#declared ??= new DeclaredReader(declared as unknown as DeclaredKnowledge, this.#stems)
    const said = this.#declared.claims(document)
    // Decision records are judged as records: of the core subjects they owe nothing.
    if (kind === 'adr') return said
    this.#prose ??= new ProseReader(knowledge as unknown as ProseKnowledge, model, this.#stems)
    const prose = this.#prose.claims(document)
    this.#plain ??= plainReader(this.#prose.mentions)
    const told = this.#plain(document).filter((claim) => !prose.some(({ subject, standing }) => subject === claim.subject && isAdequate(standing)))
    return [...prose.filter(({ subject }) => told.every((claim) => claim.subject !== subject)), ...told, ...said]
  }

  /**
   * What a document says about one subject: the same as `claimsOf` tells of it. Decision records owe one of some dozen declared subjects, and there are many records: of
   * them no more is read than that. `undefined` for other kinds, of which all is worth reading at once.
   */
  claimsAbout(document: DocumentView, subject: string): readonly Claim[] | undefined {
    if (document.recognition?.kind !== 'adr') return undefined
    const { subjects } = declared as unknown as DeclaredKnowledge
    if (!Object.hasOwn(subjects, subject)) return []
    let reader = this.#single.get(subject)
    if (!reader) this.#single.set(subject, (reader = new DeclaredReader(onlyAbout(declared as unknown as DeclaredKnowledge, subject), this.#stems)))
    return reader.claims(document)
  }
}

/** The reader of the built-in standard. It holds nothing but tables and remembered results of pure functions, so that all workspaces share it. */
export const standardReader = new ClaimReader()
