import { isAdequate } from '../claims/types.ts'
import { conditionHolds, gapsOf } from '../controls/manifest-requirements.ts'
import type { Fields, Gap } from '../controls/manifest-requirements.ts'
import type { Requirement } from '../controls/types.ts'
import type { Framework, FrameworkTest } from '../packs/checklist-types.ts'
import type { ModelScope } from './scope.ts'
import type { CheapestStep, ReadinessItem, TestResult, TestScore } from './types.ts'

const SHOWN = 4

interface Judged extends TestResult {
  /** Work to the next half point: findings to mend, fields to write. */
  readonly work: number
  readonly step: string
}

/** Scores the tests of a framework: half a point where the items are answered, a full one where the manifest says that a system does it. */
export function testScore(framework: Framework, items: ReadonlyMap<string, ReadinessItem>, scope: ModelScope): TestScore {
  const { score, sections = [], confirmed, statement } = framework
  const fields = fieldsOf(scope)
  const judged = sections.map(({ name, tests }) => {
    const results = tests.map((test) => judge(test, items, scope, fields))
    return { name, tests: results, sum: results.reduce((sum, { points }) => sum + points, 0) }
  })
  const smallest = Math.min(...judged.map(({ sum }) => sum))
  return {
    score: smallest,
    band: score!.bands.find(({ above }) => smallest > above)!.text,
    sections: judged.map(({ name, sum, tests }) => ({ name, sum, tests: tests.map(({ id, text, points, reason, items: own }) => ({ id, text, points, reason, items: own })) })),
    cheapest: cheapest(judged, smallest),
    note: confirmed ? statement : `${statement} Some words of the tests are from memory.`,
  }
}

function judge(test: FrameworkTest, items: ReadonlyMap<string, ReadinessItem>, scope: ModelScope, fields: Fields): Judged {
  const own = (test.items ?? []).flatMap((id) => items.get(id) ?? [])
  const base = { id: test.id, text: test.text, items: own.map(({ id }) => id) }
  if (test.manual) return { ...base, points: 0, reason: 'no document of Plumbline shows it', work: Number.POSITIVE_INFINITY, step: 'record the result where people find it' }
  const failing = scope.findings.filter((finding) => !finding.waiver && test.rules?.includes(finding.rule))
  const unmet = own.filter((item) => !isDescribed(item))
  const required = gapsFor(test.requires, fields)
  if (unmet.length > 0 || failing.length > 0 || required.length > 0) {
    const [first] = unmet
    const reason = first ? `${first.id} is ${first.state}` : (failing[0]?.message ?? `the manifest does not give ${inWords(required)}`)
    const step = first ? first.reason : (failing[0]?.help ?? `write ${inWords(required)}`)
    return { ...base, points: 0, reason, work: unmet.reduce((sum, item) => sum + Math.max(1, item.problems.length), 0) + failing.length + required.length, step }
  }
  // What does not apply needs no test; it must not keep the score down.
  if (own.length > 0 && own.every(({ state }) => state === 'not-applicable')) return { ...base, points: 1, reason: 'does not apply', work: 0, step: '' }
  const gaps = test.automated ? gapsFor(test.automated, fields) : []
  if (gaps.length > 0 || !scope.manifest) {
    const wanted = scope.manifest ? inWords(gaps) : 'a manifest'
    return { ...base, points: 0.5, reason: `described; automation is not shown: ${wanted}`, work: Math.max(1, gaps.length), step: `write ${wanted}` }
  }
  return { ...base, points: 1, reason: 'described, and the manifest says what runs it', work: 0, step: '' }
}

/** Shown, or at least said in words that name it; a ticked box is not a result that anybody can read. */
const isDescribed = ({ state, evidence: [best] }: ReadinessItem): boolean =>
  state === 'passed' || state === 'not-applicable' || (state === 'asserted' && best !== undefined && best.standing !== 'ticked' && isAdequate(best.standing))

const gapsFor = (requirement: Requirement | undefined, fields: Fields): readonly Gap[] =>
  !requirement || (requirement.when && !conditionHolds(requirement.when, fields)) ? [] : gapsOf(requirement, fields)

const inWords = (gaps: readonly Gap[]): string => [...new Set(gaps.map(({ path }) => path.join('.')))].join(', ')

function fieldsOf({ manifest, source, tier, stage, documents }: ModelScope): Fields {
  return {
    root: manifest?.root ?? null,
    tier,
    stage,
    waivable: true,
    applies: (predicate) => source.models.applies(manifest ?? documents[0]!, predicate),
    link: (target) => {
      const resolved = manifest && source.models.resolve(manifest.path, target)
      return { exists: resolved ? source.models.exists(resolved.path) : undefined, type: undefined }
    },
  }
}

/** The least work in each of the smallest sections; only where one section is the smallest does a step alone raise the score. */
function cheapest(sections: readonly { readonly sum: number; readonly tests: readonly Judged[] }[], smallest: number): readonly CheapestStep[] {
  const lowest = sections.filter(({ sum }) => sum === smallest)
  const steps = lowest.flatMap(({ tests }) => {
    const open = tests.filter(({ points, work }) => points < 1 && Number.isFinite(work)).toSorted((a, b) => a.work - b.work)
    return lowest.length > 1 ? open.slice(0, 1) : open
  })
  return steps.slice(0, SHOWN).map(({ id, text, points, step }) => ({ test: id, text, from: points, to: points + 0.5, step, raises: lowest.length === 1 }))
}
