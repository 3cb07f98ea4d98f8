import type { DocumentView } from '../documents/document.ts'
import { shift } from '../syntax/pieces.ts'
import { BLOCKING } from './declared-frames.ts'
import type { Blocking, DeclaredFrame, DeclaredKnowledge } from './declared-frames.ts'
import { matches } from './frames.ts'
import type { UnitTags } from './frames.ts'
import { Lexicon } from './lexicon.ts'
import { Recent } from './recent.ts'
import type { Token } from './tokens.ts'
import type { Claim, Standing } from './types.ts'
import { countsQuoted, unitGroups } from './units.ts'
import type { Unit } from './units.ts'

/** Texts whose families are remembered, as many as a long document has. */
const REMEMBERED = 4000
/** Characters of a unit that are read; a longer one is a paste, not a sentence. */
const READ = 4000
/** A unit of at most so many characters says one thing. */
const SHORT = 60
/** A negation reaches over so many words behind it. */
const REACH = 5

const WHY: Readonly<Record<Blocking | 'question' | 'void', { readonly standing: Standing; readonly reason: string }>> = {
  rejected: { standing: 'mentioned', reason: 'it reports an alternative that was not chosen' },
  defer: { standing: 'deferred', reason: 'it puts the matter off' },
  vacant: { standing: 'deferred', reason: 'it leaves the matter open' },
  deny: { standing: 'deferred', reason: 'it says that there is none' },
  other: { standing: 'mentioned', reason: 'it speaks of another system or a predecessor' },
  hypothetical: { standing: 'mentioned', reason: 'it is hypothetical' },
  question: { standing: 'mentioned', reason: 'it only asks' },
  void: { standing: 'deferred', reason: 'it puts the matter off' },
}

interface Families {
  readonly all: ReadonlySet<string>
  /** Families that stand right behind a negation. */
  readonly denied: ReadonlySet<string>
}

const NOTHING: Families = { all: new Set(), denied: new Set() }

interface Subject {
  readonly name: string
  readonly terms: string
  readonly frames: readonly DeclaredFrame[]
}

/** What one unit says about one subject. */
interface Statement {
  readonly subject: string
  readonly standing: Standing
  readonly reason: string | undefined
}

/** Strongest first; of equals the first in the document counts. */
const ORDER: readonly Standing[] = ['described', 'vague', 'deferred', 'mentioned']

/**
 * Reads claims about the subjects of declared controls: by frames over word families that the control brings along, without weights. A
 * unit describes a subject where a frame matches and nothing puts off, denies, rejects or supposes it; else the words that come nearest are
 * kept with the reason why they do not count.
 */
export class DeclaredReader {
  readonly #lexicon: Lexicon
  readonly #subjects: readonly Subject[]
  /** Subjects by the families of which their frames need one, or their own words. */
  readonly #byFamily = new Map<string, Set<number>>()
  readonly #families = new Recent<Families>(REMEMBERED)
  readonly #statements = new WeakMap<readonly Unit[], readonly (readonly Statement[])[]>()

  constructor({ families: shared, subjects }: DeclaredKnowledge) {
    const families: Record<string, readonly string[]> = { ...shared }
    this.#subjects = Object.entries(subjects).map(([name, { families: local, frames }]) => {
      for (const [family, phrases] of Object.entries(local)) families[`${name}/${family}`] = phrases
      const qualify = (slots: readonly string[] | undefined): readonly string[] | undefined =>
        slots?.map((slot) =>
          slot
            .split('|')
            .map((family) => (family in local ? `${name}/${family}` : family))
            .join('|'),
        )
      const qualified = frames.map((f) => ({ ...f, own: qualify(f.own), context: qualify(f.context), near: qualify(f.near), not: qualify(f.not), notNear: qualify(f.notNear) }))
      return { name, terms: `${name}/terms`, frames: qualified }
    })
    this.#lexicon = new Lexicon(families, true)
    for (const [index, { terms, frames }] of this.#subjects.entries()) {
      // A frame can only match where its first slot does; a near slot is asked of every unit that has it beside itself.
      for (const slot of [terms, ...frames.map((f) => f.own?.[0] ?? f.near![0]!)]) {
        for (const family of slot.split('|')) {
          const known = this.#byFamily.get(family)
          if (known) known.add(index)
          else this.#byFamily.set(family, new Set([index]))
        }
      }
    }
  }

  /** One claim a subject at the most: the best that the document says about it. */
  claims(document: DocumentView): readonly Claim[] {
    const groups = unitGroups(document)
    const quoted = countsQuoted(groups)
    const best = new Map<string, Claim>()
    for (const { units, by } of groups) {
      const said = this.#statementsOf(units)
      for (const [i, unit] of units.entries()) {
        const voided = quoted && unit.void === 'quoted' ? undefined : unit.void
        if (voided && voided !== 'deferred') continue
        for (const { subject, standing, reason } of said[i]!) {
          const own = voided === 'deferred' ? WHY.void : { standing, reason }
          const known = best.get(subject)
          if (known && ORDER.indexOf(known.standing) <= ORDER.indexOf(own.standing)) continue
          best.set(subject, {
            subject,
            standing: own.standing,
            source: 'prose',
            range: shift(unit.range, by),
            quote: quoteOf(unit.text),
            ...(own.reason ? { reason: own.reason } : {}),
          })
        }
      }
    }
    return [...best.values()]
  }

  #statementsOf(units: readonly Unit[]): readonly (readonly Statement[])[] {
    let known = this.#statements.get(units)
    if (!known) this.#statements.set(units, (known = units.map((unit, i) => this.#statementsIn(unit, neighbour(units, i, -1), neighbour(units, i, 1)))))
    return known
  }

  #statementsIn(unit: Unit, before: Unit | undefined, after: Unit | undefined): readonly Statement[] {
    const own = this.#familiesOf(unit.text)
    const context = new Set<string>()
    for (const text of [unit.lead, ...unit.headings.slice(-2), unit.columns.join(' | ')]) for (const f of this.#familiesOf(text).all) context.add(f)
    const neighbours = new Set<string>()
    for (const other of [before, after]) if (other) for (const f of this.#familiesOf(other.text).all) neighbours.add(f)
    const asked = new Set<number>()
    for (const families of [own.all, context, neighbours]) for (const family of families) for (const s of this.#byFamily.get(family) ?? []) asked.add(s)
    const statements: Statement[] = []
    const tags: UnitTags = { own: own.all, context, neighbours }
    for (const s of asked) {
      const statement = this.#statement(this.#subjects[s]!, unit, own, tags)
      if (statement) statements.push(statement)
    }
    return statements
  }

  #statement({ name, terms, frames }: Subject, unit: Unit, own: Families, tags: UnitTags): Statement | undefined {
    let nearest: Statement | undefined
    for (const frame of frames) {
      if (!matches(frame, unit, tags)) continue
      const blocked = blockedBy(frame, unit, own, tags)
      if (frame.says === 'described' && !blocked) return { subject: name, standing: 'described', reason: undefined }
      // What denies it is no less true for being put off, but what is turned down, supposed or said of others is not about this system.
      if (frame.says !== 'described' && blocked && blocked !== 'defer' && blocked !== 'vacant' && blocked !== 'deny') continue
      const found: Statement =
        frame.says === 'vague'
          ? { subject: name, standing: 'vague', reason: 'it names no measure, limit or person that could be checked' }
          : frame.says === 'denied'
            ? { subject: name, standing: 'deferred', reason: blocked === 'defer' ? WHY.defer.reason : 'it says so itself' }
            : { subject: name, ...WHY[blocked!] }
      if (!nearest || ORDER.indexOf(found.standing) < ORDER.indexOf(nearest.standing)) nearest = found
    }
    if (nearest) return nearest
    if (!own.all.has(terms)) {
      // Below a heading of its own, even `TBD` speaks of it.
      const open = tags.context.has(terms) && (unit.void === 'deferred' || (unit.text.length < SHORT && (own.all.has('defer') || own.all.has('vacant'))))
      return open ? { subject: name, ...WHY.defer } : undefined
    }
    const why = own.denied.has(terms) ? WHY.deny : own.all.has('defer') ? WHY.defer : own.all.has('vacant') ? WHY.vacant : undefined
    return { subject: name, standing: why?.standing ?? 'mentioned', reason: why?.reason ?? 'it does not say how, by whom or within which limit' }
  }

  /** Families of a text, and which of them a negation reaches. Numbers count by what they measure. */
  #familiesOf(text: string): Families {
    if (text === '') return NOTHING
    let known = this.#families.get(text)
    if (!known) {
      const tokens = this.#lexicon.tokenize(text.length > READ ? text.slice(0, READ) : text)
      this.#families.set(text, (known = this.#read(tokens)))
    }
    return known
  }

  #read(tokens: readonly Token[]): Families {
    const all = new Set<string>()
    const denied = new Set<string>()
    const spans = this.#lexicon.spans(tokens)
    const negations = spans.filter((span) => this.#lexicon.names[span.family] === 'deny')
    for (const span of spans) {
      const name = this.#lexicon.names[span.family]!
      all.add(name)
      if (negations.some((n) => n !== span && n.start < span.start && span.start - n.end < REACH)) denied.add(name)
    }
    for (const token of tokens) if (token.number) all.add(`#${token.number}`).add('#number')
    return { all, denied }
  }
}

/** What keeps a unit that matches a frame from being evidence. */
function blockedBy(frame: DeclaredFrame, unit: Unit, own: Families, tags: UnitTags): Blocking | 'question' | undefined {
  const allows = (reason: Blocking | 'question'): boolean => frame.allow?.includes(reason) ?? false
  for (const reason of BLOCKING) {
    if (allows(reason)) continue
    // A negation counts where it reaches the words of the frame; the rest wherever the sentence has it, or its heading turns all down.
    if (reason === 'deny' ? (frame.own ?? []).some((slot) => slot.split('|').some((f) => own.denied.has(f))) : own.all.has(reason)) return reason
    if ((reason === 'rejected' || reason === 'defer') && tags.context.has(reason)) return reason
  }
  return !allows('question') && unit.text.trimEnd().endsWith('?') ? 'question' : undefined
}

const neighbour = (units: readonly Unit[], i: number, step: number): Unit | undefined => (units[i + step]?.block === units[i]!.block ? units[i + step] : undefined)

const quoteOf = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)
