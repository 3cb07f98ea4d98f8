import { problemOf, worstFirst } from '../analysis/problems.ts'
import type { Problem } from '../analysis/problems.ts'
import { isAdequate } from '../claims/types.ts'
import { applicability } from '../documents/applicability.ts'
import type { ChecklistItem } from '../packs/checklist-types.ts'
import { findRule } from '../rules/registry.ts'
import type { Fix } from '../rules/types.ts'
import type { BoxLine } from './boxes.ts'
import { claimEvidence, documentEvidence, fieldAnswer, fieldEvidence, isOnlyUnsure, pick } from './evidence.ts'
import { runsHere } from './scope.ts'
import type { ModelScope } from './scope.ts'
import type { Evidence, FrameworkReference, ItemRule, ItemState, ReadinessItem } from './types.ts'

const FIXES = 3
const DEMANDS = { R: 'required', r: 'recommended', '-': 'not-asked' } as const

interface Verdict {
  readonly state: ItemState
  readonly reason: string
  readonly evidence: readonly Evidence[]
}

/** Answers one item from what the documents of a model say and what rules found in them. */
export function answer(item: ChecklistItem, area: string, scope: ModelScope, box: BoxLine | undefined, frameworks: readonly FrameworkReference[]): ReadinessItem {
  const problems = worstFirst(scope.findings.filter((finding) => item.rules.includes(finding.rule)).map(problemOf))
  const rules = item.rules.map((name) => ruleState(name, scope, problems))
  const { state, reason, evidence } = verdict(item, scope, box, problems, rules)
  return {
    id: item.id,
    area,
    text: item.text,
    hint: item.hint,
    demand: DEMANDS[item.tiers[scope.tier - 1] as keyof typeof DEMANDS],
    state,
    reason,
    evidence,
    rules,
    problems,
    frameworks,
    fixes: fixesOf(problems),
    box: box ? { state: box.state, by: box.by, on: box.on, place: box.place } : null,
    tickable: !problems.some(isBlocking) && !(state === 'not-applicable' && box?.state !== 'not-applicable'),
  }
}

function ruleState(name: string, scope: ModelScope, problems: readonly Problem[]): ItemRule {
  const rule = findRule(name)
  if (!rule) return { name, state: 'unknown' }
  const own = problems.filter((problem) => problem.rule === name)
  if (own.some(({ waiver }) => waiver === null)) return { name, state: 'open' }
  if (own.length > 0) return { name, state: 'waived' }
  return { name, state: runsHere(rule, scope) ? 'clean' : 'silent' }
}

/** Findings that nobody has waived; hints block nothing. */
const isBlocking = ({ waiver, severity }: Problem): boolean => waiver === null && severity !== 'info'

function verdict(item: ChecklistItem, scope: ModelScope, box: BoxLine | undefined, problems: readonly Problem[], rules: readonly ItemRule[]): Verdict {
  const fields = item.fields ?? []
  const claims = claimEvidence(scope, item.rules)
  const found = pick([...fieldEvidence(scope, fields), ...claims, ...documentEvidence(scope, item.kinds ?? []), ...boxEvidence(box)])
  const give = (state: ItemState, reason: string, evidence = found): Verdict => ({ state, reason, evidence })

  const excluded = (item.applies ?? []).find((predicate) => !scope.documents.some((view) => scope.source.models.applies(view, predicate)))
  const open = problems.filter(({ waiver }) => waiver === null)
  if (excluded !== undefined && open.length === 0) return give('not-applicable', `does not apply: ${whyNot(scope, excluded)}`, [])

  const blocking = open.filter(isBlocking)
  const best = found[0]
  const adequate = best !== undefined && best.standing !== 'ticked' && isAdequate(best.standing)
  if (blocking.length > 0 || (open.length > 0 && !adequate)) {
    const opposite = open.find(({ rule }) => item.contradicts?.includes(rule))
    const worst = (opposite ?? blocking[0] ?? open[0])!
    const contradicted = opposite !== undefined || claims.some(({ standing }) => standing === 'contradicted')
    return give(contradicted ? 'contradicted' : 'missing', box?.state === 'done' ? `ticked, but: ${worst.message}` : worst.message)
  }
  const waived = problems.find(({ waiver }) => waiver !== null)
  if (waived) return give('waived', `waived${waived.waiver!.expires ? ` until ${waived.waiver!.expires}` : ''}: ${waived.waiver!.reason}`)
  const answered = fieldAnswer(scope, fields)
  if (answered && !adequate) return give('not-applicable', 'the manifest gives a reason why not', [answered])
  if (box?.state === 'not-applicable') return give('not-applicable', box.reason ? `the checklist says: ${box.reason}` : 'crossed out in the checklist')

  const checked = rules.some(({ state }) => state === 'clean' || state === 'open')
  if (adequate) return shown(best, checked, scope, give)
  return unshown(item, scope, box, rules, checked, give)
}

function shown(best: Evidence, checked: boolean, scope: ModelScope, give: (state: ItemState, reason: string) => Verdict): Verdict {
  const where = best.source === 'field' ? 'the manifest says so' : `${best.place.path} ${best.standing === 'described' ? 'describes it' : 'shows it'}`
  if (!checked) return give('asserted', `${where}; no rule checks it here`)
  if (best.standing === 'described' && scope.tier === 1) return give('asserted', `${where}; tier 1 wants it in fields or files`)
  return give('passed', where)
}

function unshown(
  item: ChecklistItem,
  scope: ModelScope,
  box: BoxLine | undefined,
  rules: readonly ItemRule[],
  checked: boolean,
  give: (state: ItemState, reason: string) => Verdict,
): Verdict {
  if (box?.state === 'done') {
    const target = box.evidence && scope.source.models.resolve(box.place.path, box.evidence)
    const live = target ? scope.source.models.exists(target.path) : undefined
    if (live) return give('passed', `ticked with evidence: ${box.evidence}`)
    return give('asserted', live === false ? `ticked, but the evidence ${box.evidence} does not exist` : `ticked${box.by ? ` by ${box.by}` : ''} without evidence in the workspace`)
  }
  if (!checked) return give('manual', rules.every(({ state }) => state === 'unknown') ? 'no rule answers this yet' : 'no rule reads this in these documents')
  if (isOnlyUnsure(scope, item.rules)) return give('asserted', 'some words may mean it, none names it; say it in a section of its own or in the manifest')
  return give('missing', `nothing in the documents shows it; evidence would be: ${item.hint}`)
}

function whyNot({ documents, source }: ModelScope, predicate: string): string {
  const [first] = documents
  const { evidence } = applicability(first!, source.models.manifestOf(first!), predicate)
  return `${predicate} (${evidence})`
}

function boxEvidence(box: BoxLine | undefined): readonly Evidence[] {
  if (box?.state !== 'done') return []
  return [{ place: box.place, quote: box.evidence ?? (box.by ? `ticked by ${box.by}` : 'ticked'), source: 'checklist', standing: 'ticked' }]
}

function fixesOf(problems: readonly Problem[]): readonly Fix[] {
  const fixes = new Map<string, Fix>()
  for (const problem of problems) if (problem.waiver === null) for (const fix of problem.fixes) if (!fixes.has(fix.title)) fixes.set(fix.title, fix)
  return [...fixes.values()].sort((a, b) => Number(b.safe) - Number(a.safe)).slice(0, FIXES)
}
