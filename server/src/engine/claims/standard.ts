import { FamilyTagger } from './frames.ts'
import type { Frame } from './frames.ts'
import { FrameBook } from './features.ts'
import { Lexicon, stemPhrases } from './lexicon.ts'
import { Stems } from './tokens.ts'

/** Prose knowledge of a pack: shared word families, and by subject its own families and frames. */
export interface ProseKnowledge {
  readonly families: Readonly<Record<string, readonly string[]>>
  /** The usual words of each subject: where a document speaks of it. */
  readonly terms: Readonly<Record<string, readonly string[]>>
  readonly subjects: Readonly<Record<string, { readonly families?: Readonly<Record<string, readonly string[]>>; readonly frames: readonly Frame[] }>>
}

/** Builds the tagger and frames from knowledge; families of a subject get its name in front, so that subjects do not disturb each other. */
export function compileKnowledge(
  knowledge: ProseKnowledge,
  stemmed = false,
  stems = new Stems(),
): { readonly tagger: FamilyTagger; readonly frames: FrameBook; readonly topics: Lexicon } {
  const families: Record<string, readonly string[]> = { ...knowledge.families }
  const written: { subject: string; frames: Frame[] }[] = []
  for (const [subject, { families: local = {}, frames }] of Object.entries(knowledge.subjects).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [name, phrases] of Object.entries(local)) families[`${subject}/${name}`] = phrases
    const qualify = (slots: readonly string[] | undefined): readonly string[] | undefined =>
      slots?.map((slot) =>
        slot
          .split('|')
          .map((f) => (f in local ? `${subject}/${f}` : f))
          .join('|'),
      )
    written.push({
      subject,
      frames: frames.map((f) => ({ ...f, own: qualify(f.own), context: qualify(f.context), near: qualify(f.near), not: qualify(f.not), notNear: qualify(f.notNear) })),
    })
  }
  const topics = new Lexicon(knowledge.terms, stemmed, stems)
  const tagger = new FamilyTagger(new Lexicon(families, stemmed, stems))
  return { tagger, frames: new FrameBook(written, tagger), topics }
}

/** Knowledge with all phrases reduced to stems; to be compiled with `stemmed`. */
export function stemKnowledge({ families, terms, subjects }: ProseKnowledge): ProseKnowledge {
  const own = Object.entries(subjects).map(([name, subject]) => [name, { ...subject, families: stemPhrases(subject.families ?? {}) }] as const)
  return { families: stemPhrases(families), terms: stemPhrases(terms), subjects: Object.fromEntries(own) }
}
