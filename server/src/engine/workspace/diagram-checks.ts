import type { DiagramCheck, DiagramProblem } from './view.ts'

/** Diagrams whose answers are remembered. */
const KEPT = 300

/** Answers of the host about diagrams, each asked for once: they depend on nothing but the text. */
export class DiagramChecks {
  readonly #check: DiagramCheck | undefined
  readonly #known = new Map<string, DiagramProblem | undefined>()

  constructor(check: DiagramCheck | undefined) {
    this.#check = check
  }

  problem(keyword: string, source: string): DiagramProblem | undefined {
    if (!this.#check) return undefined
    if (this.#known.has(source)) return this.#known.get(source)
    const problem = this.#check(keyword, source)
    const oldest = this.#known.size >= KEPT ? this.#known.keys().next().value : undefined
    if (oldest !== undefined) this.#known.delete(oldest)
    this.#known.set(source, problem)
    return problem
  }
}
