import type { DocumentView } from '../documents/document.ts'
import { fieldText, looseText } from '../documents/fields.ts'
import { statedOwners } from '../documents/identity.ts'
import type { Tier } from '../documents/kinds.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { readDirectives } from './directives.ts'
import type { BrokenDirective, Directive } from './directives.ts'

/** How a finding was waived. */
export interface Waiver {
  readonly reason: string
  readonly expires?: string
  readonly approver?: string
}

/** A waiver or suppression that does not hold, or is not needed. */
export interface WaiverProblem {
  readonly rule: 'suppression-invalid' | 'waiver-invalid'
  readonly range: Range
  readonly message: string
  readonly help: string
}

/** A waiver of `governance.waivers[]`. */
export interface GrantedWaiver {
  readonly id: string
  /** Canonical name of the rule, where there is one. */
  readonly rule: string | undefined
  readonly written: string
  readonly range: Range
  readonly ruleRange: Range
  readonly waiver: Waiver | undefined
  readonly problems: readonly string[]
}

/** Longest time that a waiver may run, in days. */
export const MAX_WAIVER_DAYS = 180

/**
 * The waivers of one file. Ask `waive` for each finding, then `problems` once: what was never asked for is unused. Linear in waivers and findings (times log).
 */
export class Waivers {
  readonly #nextLine = new Map<string, Entry[]>()
  readonly #blocks = new Map<string, Entry[]>()
  readonly #file = new Map<string, Entry>()
  readonly #entries: Entry[] = []
  readonly #broken: readonly BrokenDirective[]
  readonly #granted: readonly GrantedWaiver[]
  readonly #usedGrants = new Set<GrantedWaiver>()
  readonly #problems: WaiverProblem[] = []

  constructor(document: DocumentView | undefined, granted: readonly GrantedWaiver[], today: string, ruleName: (nameOrId: string) => string | undefined) {
    const read = document ? readDirectives(document) : { directives: [], broken: [] }
    this.#broken = read.broken
    this.#granted = granted
    for (const directive of read.directives) this.#add(directive, today, ruleName(directive.rule))
    for (const entries of this.#nextLine.values()) entries.sort((a, b) => a.directive.scope.start - b.directive.scope.start)
    for (const entries of this.#blocks.values()) entries.sort((a, b) => a.directive.scope.start - b.directive.scope.start)
  }

  #add(directive: Directive, today: string, rule: string | undefined): void {
    const invalid = (problem: string, help: string): void =>
      void this.#problems.push({ rule: 'suppression-invalid', range: directive.range, message: `Suppression of ${directive.rule} ${problem}`, help })
    if (rule === undefined) return invalid('names no rule that exists', '`plumbline rules` lists the rules')
    if (directive.reason === undefined) return invalid('has no reason and is not applied', 'Add the reason behind ` -- `')
    if (directive.expires !== undefined && directive.expires < today) return invalid(`ended on ${directive.expires}`, 'Mend what it covered, or extend it with a new date')
    const entry: Entry = { directive, rule, used: false }
    this.#entries.push(entry)
    if (directive.form === 'file') {
      if (!this.#file.has(rule)) this.#file.set(rule, entry)
      return
    }
    const index = directive.form === 'block' ? this.#blocks : this.#nextLine
    const list = index.get(rule)
    if (list) list.push(entry)
    else index.set(rule, [entry])
  }

  /** The waiver of a finding, if it has one: the nearest form first. */
  waive(rule: string, range: Range, inOwnFile = true): Waiver | undefined {
    const entry = inOwnFile ? (covering(this.#nextLine.get(rule), range.start) ?? covering(this.#blocks.get(rule), range.start) ?? this.#file.get(rule)) : undefined
    if (entry) {
      entry.used = true
      const { reason, expires } = entry.directive
      return { reason: reason!, ...(expires === undefined ? {} : { expires }) }
    }
    const grant = this.#granted.find((g) => g.rule === rule && g.waiver)
    if (grant) this.#usedGrants.add(grant)
    return grant?.waiver
  }

  /** Everything wrong with them. `ran` tells of a rule whether it was checked here: a suppression of a rule that is switched off is not unused. */
  problems(ran: (rule: string) => boolean, own: ReadonlySet<GrantedWaiver>, onlyHere: (rule: string) => boolean): readonly WaiverProblem[] {
    const unused = this.#entries
      .filter((entry) => !entry.used && ran(entry.rule))
      .map(({ directive }): WaiverProblem => ({
        rule: 'suppression-invalid',
        range: directive.range,
        message: `Suppression of ${directive.rule} is not needed: there is no such finding`,
        help: 'Remove the suppression',
      }))
    const broken = this.#broken.map(({ range, problem }): WaiverProblem => ({
      rule: 'suppression-invalid',
      range,
      message: `This suppression cannot be read: ${problem}`,
      help: 'Write `plumbline-disable-next-line RULE -- reason`',
    }))
    const grants = this.#granted
      .filter((grant) => own.has(grant))
      .flatMap((grant): WaiverProblem[] => {
        const found = grant.problems.map((problem): WaiverProblem => ({
          rule: 'waiver-invalid',
          range: problem.startsWith('names no rule') ? grant.ruleRange : grant.range,
          message: `Waiver ${grant.id} for ${grant.written} ${problem}`,
          help: 'A waiver needs rule, reason, approver, granted, expires (at most 180 days) and a compensating control',
        }))
        if (grant.waiver && grant.rule !== undefined && !this.#usedGrants.has(grant) && ran(grant.rule) && onlyHere(grant.rule))
          found.push({
            rule: 'waiver-invalid',
            range: grant.range,
            message: `Waiver ${grant.id} for ${grant.written} is not needed: there is no such finding`,
            help: 'Remove the waiver',
          })
        return found
      })
    return [...this.#problems, ...unused, ...broken, ...grants]
  }
}

interface Entry {
  readonly directive: Directive
  readonly rule: string
  used: boolean
}

/** The last entry that begins at or before the offset and reaches beyond it. Scopes of one rule do not nest, except for duplicates. */
function covering(entries: readonly Entry[] | undefined, offset: number): Entry | undefined {
  if (!entries) return undefined
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.directive.scope.start <= offset) low = middle + 1
    else high = middle
  }
  const entry = entries[low - 1]
  return entry && offset < entry.directive.scope.end ? entry : undefined
}

/** Reads `governance.waivers[]` of a manifest or of front matter, judged as of `today`. */
export function grantedWaivers(document: DocumentView, tier: Tier, today: string, ruleName: (nameOrId: string) => string | undefined): readonly GrantedWaiver[] {
  const list = [['spec', 'governance', 'waivers'], ['governance', 'waivers'], ['waivers']].map((path) => yamlAt(document.root, path)).find((node) => node)
  if (list?.kind !== 'seq') return []
  const owners = statedOwners(document)
  return list.items.flatMap((item, index) => (item?.kind === 'map' ? [grantedWaiver(item, index, { tier, today, owners, ruleName })] : []))
}

interface GrantContext {
  readonly tier: Tier
  readonly today: string
  readonly owners: readonly string[]
  readonly ruleName: (nameOrId: string) => string | undefined
}

function grantedWaiver(item: YamlNode, index: number, { tier, today, owners, ruleName }: GrantContext): GrantedWaiver {
  const field = (name: string): string | undefined => fieldText(item, [name])
  const id = field('id') ?? String(index + 1)
  const written = field('rule') ?? '(no rule)'
  const rule = ruleName(written)
  const reason = field('reason')
  const approver = looseText(item, ['approver', 'approvedBy'])
  const expires = field('expires')
  const granted = field('granted')
  const fatal: string[] = []
  const minor: string[] = []
  if (rule === undefined) fatal.push('names no rule that exists')
  if (reason === undefined) fatal.push('has no reason')
  if (approver === undefined) fatal.push('has no approver')
  if (expires !== undefined && !isDate(expires)) fatal.push(`has an expiry that is no date: ${expires}`)
  else if (expires !== undefined && expires < today) fatal.push(`expired on ${expires}`)
  if (expires === undefined) minor.push('has no expiry')
  else if (granted !== undefined && isDate(granted) && isDate(expires) && daysBetween(granted, expires) > MAX_WAIVER_DAYS)
    minor.push(`runs ${daysBetween(granted, expires)} days; at most ${MAX_WAIVER_DAYS} are allowed`)
  if (field('compensatingControl') === undefined) minor.push('names no compensating control')
  if (tier === 1 && approver !== undefined && owners.includes(approver)) fatal.push('is approved by the owner, which tier 1 does not allow')
  const waiver: Waiver | undefined = fatal.length === 0 ? { reason: reason!, ...(expires === undefined ? {} : { expires }), approver: approver! } : undefined
  const ruleEntry = yamlEntryAt(item, ['rule'])
  const shown = item.kind === 'map' ? (ruleEntry?.value?.range ?? item.entries[0]?.keyRange ?? item.range) : item.range
  return { id, rule, written, range: yamlAt(item, ['id'])?.range ?? shown, ruleRange: shown, waiver, problems: [...fatal, ...minor] }
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Whole days between two ISO dates, without a clock: days since the epoch by the civil calendar. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

function dayNumber(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
}
