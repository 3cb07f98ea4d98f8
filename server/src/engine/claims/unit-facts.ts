import type { DocumentView } from '../documents/document.ts'
import { countsQuoted, placed, unitGroups } from './units.ts'
import type { Unit } from './units.ts'

/**
 * All units of which a pure function says something, in reading order, with what it says; `undefined` says nothing. The function sees a unit without its place, and is not
 * asked again while its piece stays the same. Make one a function, not one a call.
 */
export function unitFacts<T>(compute: (unit: Unit) => T | undefined): (document: DocumentView) => readonly { readonly unit: Unit; readonly fact: T }[] {
  const known = new WeakMap<readonly Unit[], readonly { readonly unit: Unit; readonly fact: T }[]>()
  const factsOf = (units: readonly Unit[]): readonly { readonly unit: Unit; readonly fact: T }[] =>
    units.flatMap((unit) => {
      const fact = compute(unit)
      return fact === undefined ? [] : [{ unit, fact }]
    })
  return (document) => {
    const groups = unitGroups(document)
    const quoted = countsQuoted(groups)
    const found: { readonly unit: Unit; readonly fact: T }[] = []
    for (let g = 0; g < groups.length; g++) {
      const { units, by } = groups[g]!
      // In a thread that is itself the design all counts; that is rare, and not worth remembering.
      let facts = quoted ? factsOf(units.map((unit) => placed(unit, g, 0, true))) : known.get(units)
      if (!facts) known.set(units, (facts = factsOf(units)))
      if (facts.length > 0) for (const { unit, fact } of facts) found.push({ unit: placed(unit, g, by, quoted), fact })
    }
    return found
  }
}
