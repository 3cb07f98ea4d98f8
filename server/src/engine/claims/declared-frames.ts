import type { Frame } from './frames.ts'

/** Families of the lexicon that keep words from being evidence: what is put off, left open, turned down, supposed, or said of another system. */
export const BLOCKING = ['defer', 'vacant', 'rejected', 'hypothetical', 'other', 'deny'] as const
export type Blocking = (typeof BLOCKING)[number]

/** A way of saying something that a control declares for itself; `allow` names what does not block it. */
export interface DeclaredFrame extends Frame {
  readonly allow?: readonly (Blocking | 'question')[]
  /** What is wrong with what a `denied` or `vague` frame finds: "it names no licence". */
  readonly reason?: string
}

/** Prose knowledge of declared controls, as compiled: phrases are stems, each subject has a family `terms` with its usual words. */
export interface DeclaredKnowledge {
  readonly families: Readonly<Record<string, readonly string[]>>
  readonly subjects: Readonly<Record<string, { readonly families: Readonly<Record<string, readonly string[]>>; readonly frames: readonly DeclaredFrame[] }>>
}

/** What is known of one subject: with its own families and those that its frames need, a text is read in a fraction of the time. */
export function onlyAbout({ families, subjects }: DeclaredKnowledge, subject: string): DeclaredKnowledge {
  const known = subjects[subject]!
  const slots = known.frames.flatMap(({ own, context, near, not, notNear }) => [own, context, near, not, notNear].flatMap((list) => list ?? []))
  const needed = new Set<string>([...BLOCKING, ...slots.flatMap((slot) => slot.split('|'))])
  return { families: Object.fromEntries(Object.entries(families).filter(([name]) => needed.has(name))), subjects: { [subject]: known } }
}
