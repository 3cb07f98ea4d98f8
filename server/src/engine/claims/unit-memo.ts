import { Recent } from './recent.ts'
import type { Unit } from './unit.ts'
import { neighbour } from './units.ts'

/** Units whose results are remembered: those of the pieces that somebody edits. */
const REMEMBERED = 100

const words = (unit: Unit | undefined): string => unit?.text ?? ''

/** All that readers look at in a unit and in what stands beside it; not where it stands. */
function keyOf(units: readonly Unit[], i: number): string {
  const { kind, text, lead, headings, columns, void: voided } = units[i]!
  return [kind, voided ?? '', text, lead, ...headings.slice(-2), '', ...columns, '', words(neighbour(units, i, -1)), words(neighbour(units, i, 1))].join('\n')
}

/** Remembers what was found of the latest units: an edit in one item of a list makes units of all its items anew, and most say what they said. */
export class UnitMemo<T extends object> {
  readonly #known = new Recent<T>(REMEMBERED)

  of(units: readonly Unit[], i: number, compute: () => T): T {
    const key = keyOf(units, i)
    let known = this.#known.get(key)
    if (known === undefined) this.#known.set(key, (known = compute()))
    return known
  }
}
