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
