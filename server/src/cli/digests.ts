import { createHash } from 'node:crypto'
import type { Workspace } from '../engine/index.ts'

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Digests of what a workspace answers, each made once: nothing may change meanwhile. */
export class Digests {
  readonly #workspace: Workspace
  readonly #known = new Map<string, string>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  of(question: string): string {
    let digest = this.#known.get(question)
    if (digest === undefined) {
      const answer = this.#workspace.answer(question)
      digest = typeof answer === 'string' ? digestOf(answer) : digestOf(JSON.stringify(answer ?? null))
      this.#known.set(question, digest)
    }
    return digest
  }

  /** What the analysis of a file rests on. */
  trace(path: string): readonly (readonly [question: string, digest: string])[] | undefined {
    return this.#workspace.questions(path)?.map((question) => [question, this.of(question)])
  }
}
