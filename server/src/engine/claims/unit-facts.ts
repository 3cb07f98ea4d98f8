import type { DocumentView } from '../documents/document.ts'
import { countsQuoted, placed, unitStretches } from './units.ts'
import type { Unit } from './unit.ts'
import type { UnitGroup } from './units.ts'

interface UnitFact<T> {
  readonly unit: Unit
  readonly fact: T
}

/** A fact, the group of its unit among those of the stretch, and what to add to ranges. */
interface StretchFact<T> extends UnitFact<T> {
  readonly group: number
  readonly by: number
}

/**
 * All units of which a pure function says something, in reading order, with what it says; `undefined` says nothing. The function sees a unit without its place, and is not
 * asked again while its piece stays the same. Make one a function, not one a call.
 */
export function unitFacts<T>(compute: (unit: Unit) => T | undefined): (document: DocumentView) => readonly UnitFact<T>[] {
  const known = new WeakMap<readonly Unit[], readonly UnitFact<T>[]>()
  const knownStretches = new WeakMap<readonly UnitGroup[], readonly StretchFact<T>[]>()
  const factsOf = (units: readonly Unit[]): readonly UnitFact<T>[] =>
    units.flatMap((unit) => {
      const fact = compute(unit)
      return fact === undefined ? [] : [{ unit, fact }]
    })
  const rememberedFacts = (units: readonly Unit[]): readonly UnitFact<T>[] => {
    let facts = known.get(units)
    if (!facts) known.set(units, (facts = factsOf(units)))
    return facts
  }
  const inGroups = (groups: readonly UnitGroup[], quoted: boolean): readonly StretchFact<T>[] =>
    groups.flatMap(({ units, by }, group) =>
      (quoted ? factsOf(units.map((unit) => placed(unit, 0, 0, true))) : rememberedFacts(units)).map(({ unit, fact }) => ({ unit, fact, group, by })),
    )
  return (document) => {
    const stretches = unitStretches(document)
    const quoted = countsQuoted(stretches)
    const found: UnitFact<T>[] = []
    let first = 0
    for (const { groups, by } of stretches) {
      // In a thread that is itself the design all counts; that is rare, and not worth remembering.
      let facts = quoted ? inGroups(groups, true) : knownStretches.get(groups)
      if (!facts) knownStretches.set(groups, (facts = inGroups(groups, false)))
      for (const { unit, fact, group, by: own } of facts) found.push({ unit: placed(unit, first + group, own + by, quoted), fact })
      first += groups.length
    }
    return found
  }
}
