import type { DocumentView } from '../documents/document.ts'
import { shift } from '../syntax/pieces.ts'
import { BLOCKING } from './declared-frames.ts'
import type { Blocking, DeclaredKnowledge } from './declared-frames.ts'
import { Families, UnitTags } from './frames.ts'
import type { CompiledFrame } from './frames.ts'
import { Lexicon } from './lexicon.ts'
import { Recent } from './recent.ts'
import type { Stems, Token } from './tokens.ts'
import { WHY } from './standing.ts'
import { quoteOf, UNSAID } from './types.ts'
import type { Claim, Standing } from './types.ts'
import { countsQuoted, neighbour, unitStretches } from './units.ts'
import type { UnitGroup } from './units.ts'
import { UnitMemo } from './unit-memo.ts'
import type { Unit } from './unit.ts'

/** Texts whose families are remembered, as many as a long document has. */
const REMEMBERED = 2000
/** A unit of at most so many characters says one thing. */
const SHORT = 60
/** Not more than `None` or `To be decided.` */
const A_WORD = 20
/** A negation reaches over so many words behind it. */
const REACH = 5
/** What denies or puts off the matter itself stands as near to its name: before a name of several words, before one of a single word, and behind it. */
const NEAR = { phrase: 3, word: 1, behind: 3 } as const

/** Numbers of the families of a text. */
interface Found {
  readonly all: readonly number[]
  /** Families that stand right behind a negation. */
  readonly denied: ReadonlySet<number>
  /** Families that themselves are denied, put off or left open, by words right beside theirs. */
  readonly open: ReadonlyMap<number, Opening>
}

type Opening = 'deny' | 'defer' | 'vacant'

const NOTHING: Found = { all: [], denied: new Set(), open: new Map() }

interface SubjectFrame {
  readonly frame: CompiledFrame
  /** What may stand there all the same. */
  readonly allow: readonly (Blocking | 'question')[]
  readonly reason: string | undefined
}

interface Subject {
  readonly name: string
  /** Names of the control. */
  readonly terms: number
  /** Words that only touch upon it: what is said of them is not said of the control. */
  readonly things: number
  readonly frames: readonly SubjectFrame[]
}

/** What one unit says about one subject. */
interface Statement {
  readonly subject: string
  readonly standing: Standing
  readonly reason: string | undefined
  /** Whether the unit, or what stands above it, names the subject. */
  readonly about: boolean
}

interface Best extends Omit<Statement, 'about'> {
  readonly unit: Unit
}

/** `by`: what to add to ranges. */
interface PlacedBest extends Best {
  readonly by: number
}

interface UnitStatements {
  readonly index: number
  readonly statements: readonly Statement[]
}

/** Of words that fit a subject without naming it: enough to raise no alarm, too little to show anybody. */
const UNNAMED = 'it does not name the matter'

/** Strongest first; of equals the first in the document counts. */
const ORDER: readonly Standing[] = ['described', 'vague', 'deferred', 'mentioned']

/**
 * Reads claims about the subjects of declared controls: by frames over word families that the control brings along, without weights. A
 * unit describes a subject where a frame matches and nothing puts off, denies, rejects or supposes it; else the words that come nearest are
 * kept with the reason why they do not count.
 */
export class DeclaredReader {
  readonly #families: Families
  readonly #subjects: readonly Subject[]
  /** Numbers of subjects by the families of which their frames need one, or their own words. */
  readonly #byFamily: readonly (readonly number[])[]
  readonly #found = new Recent<Found>(REMEMBERED)
  readonly #memo = new UnitMemo<readonly Statement[]>()
  readonly #statements = new WeakMap<readonly Unit[], readonly UnitStatements[]>()
  readonly #best = new WeakMap<readonly Unit[], readonly Best[]>()
  readonly #bestOfStretch = new WeakMap<readonly UnitGroup[], readonly PlacedBest[]>()
  readonly #tags: UnitTags
  readonly #blocking: readonly (readonly [Blocking, number])[]
  readonly #open: readonly [defer: number, vacant: number, deny: number]
  readonly #openings: ReadonlyMap<number, Opening>

  /** Readers of the same `stems` read the words of a text once. */
  constructor({ families: shared, subjects }: DeclaredKnowledge, stems: Stems) {
    const words: Record<string, readonly string[]> = { ...shared }
    const written = Object.entries(subjects).map(([name, { families: local, frames }]) => {
      for (const [family, phrases] of Object.entries(local)) words[`${name}/${family}`] = phrases
      const qualify = (slots: readonly string[] | undefined): readonly string[] | undefined =>
        slots?.map((slot) =>
          slot
            .split('|')
            .map((family) => (family in local ? `${name}/${family}` : family))
            .join('|'),
        )
      const qualified = frames.map((f) => ({ ...f, own: qualify(f.own), context: qualify(f.context), near: qualify(f.near), not: qualify(f.not), notNear: qualify(f.notNear) }))
      return { name, frames: qualified }
    })
    const families = new Families(new Lexicon(words, true, stems))
    this.#families = families
    this.#tags = new UnitTags(families.names.length)
    this.#blocking = BLOCKING.map((reason) => [reason, families.id(reason)])
    this.#open = [families.id('defer'), families.id('vacant'), families.id('deny')]
    this.#openings = new Map((['deny', 'defer', 'vacant'] as const).map((opening) => [families.id(opening), opening]))
    this.#subjects = written.map(({ name, frames }) => ({
      name,
      terms: families.id(`${name}/terms`),
      things: families.id(`${name}/things`),
      frames: frames.map((frame) => ({ frame: families.compile(frame), allow: frame.allow ?? [], reason: frame.reason })),
    }))
    const byFamily = families.names.map(() => new Set<number>())
    for (const [index, { terms, things, frames }] of this.#subjects.entries()) {
      byFamily[terms]?.add(index)
      byFamily[things]?.add(index)
      // A frame can only match where its first slot does; a near slot is asked of every unit that has it beside itself.
      for (const { frame } of frames) for (const family of frame.own[0] ?? frame.near[0]!) byFamily[family]!.add(index)
    }
    this.#byFamily = byFamily.map((set) => [...set])
  }

  /** One claim a subject at the most: the best that the document says about it. */
  claims(document: DocumentView): readonly Claim[] {
    const stretches = unitStretches(document)
    const quoted = countsQuoted(stretches)
    const best = strongest(stretches, ({ groups }) => this.#bestIn(groups, quoted))
    return best.map(({ subject, standing, reason, unit, by }) => ({
      subject,
      standing,
      source: 'prose',
      range: shift(unit.range, by),
      quote: quoteOf(unit.text),
      ...(reason ? { reason } : {}),
    }))
  }

  /** The best that the groups of a stretch say about each subject; the same as long as they are. */
  #bestIn(groups: readonly UnitGroup[], quoted: boolean): readonly PlacedBest[] {
    const known = quoted ? undefined : this.#bestOfStretch.get(groups)
    if (known) return known
    const best = strongest(groups, ({ units }) => this.#bestOf(units, quoted))
    if (!quoted) this.#bestOfStretch.set(groups, best)
    return best
  }

  /** The best that the units of a group say about each subject, of equals the first; the same as long as they are. */
  #bestOf(units: readonly Unit[], quoted: boolean): readonly Best[] {
    // In a thread that is itself the design all counts; that is rare, and not worth remembering.
    const known = quoted ? undefined : this.#best.get(units)
    if (known) return known
    const best = new Map<string, Best>()
    for (const { index, statements } of this.#statementsOf(units)) {
      const unit = units[index]!
      const voided = quoted && unit.void === 'quoted' ? undefined : unit.void
      if (voided && voided !== 'deferred') continue
      for (const { subject, standing, reason, about } of statements) {
        if (voided === 'deferred' && !about) continue
        const own = voided === 'deferred' ? WHY.void : { standing, reason: standing === 'described' && !about ? UNNAMED : reason }
        const stronger = best.get(subject)
        if (!stronger || rank(own) < rank(stronger)) best.set(subject, { subject, standing: own.standing, reason: own.reason, unit })
      }
    }
    const found = [...best.values()]
    if (!quoted) this.#best.set(units, found)
    return found
  }

  /** Units that say something about a subject. */
  #statementsOf(units: readonly Unit[]): readonly UnitStatements[] {
    let known = this.#statements.get(units)
    if (!known) {
      known = units.flatMap((unit, index) => {
        const statements = this.#memo.of(units, index, () => this.#statementsIn(unit, neighbour(units, index, -1), neighbour(units, index, 1)))
        return statements.length === 0 ? [] : [{ index, statements }]
      })
      this.#statements.set(units, known)
    }
    return known
  }

  #statementsIn(unit: Unit, before: Unit | undefined, after: Unit | undefined): readonly Statement[] {
    const own = this.#foundIn(unit.text)
    const tags = this.#tags.fill(unit, before, after, (text) => this.#foundIn(text).all)
    const asked = new Set<number>()
    for (const family of tags.all) for (const s of this.#byFamily[family]!) asked.add(s)
    const statements: Statement[] = []
    for (const s of asked) {
      const statement = this.#statement(this.#subjects[s]!, unit, own, tags)
      if (statement) statements.push(statement)
    }
    return statements
  }

  #statement({ name, terms, things, frames }: Subject, unit: Unit, own: Found, tags: UnitTags): Statement | undefined {
    let nearest: Statement | undefined
    const about = tags.inUnit(terms) || tags.inContext(terms) || tags.inUnit(things) || tags.inContext(things)
    const opening = own.open.get(terms)
    for (const entry of frames) {
      const { frame } = entry
      if (!tags.match(frame, unit.kind)) continue
      const blocked = this.#blockedBy(entry, unit, own, tags)
      if (frame.says === 'described' && !blocked) return { subject: name, standing: 'described', reason: undefined, about }
      // Words that many subjects share speak of this one only beside its own.
      if (frame.says === 'described' && !about) continue
      // What denies it is no less true for being put off, but what is turned down, supposed or said of others is not about this system.
      if (frame.says !== 'described' && blocked && blocked !== 'defer' && blocked !== 'vacant' && blocked !== 'deny') continue
      const found: Statement =
        frame.says === 'vague'
          ? { subject: name, standing: 'vague', reason: entry.reason ?? 'it names no measure, limit or person that could be checked', about: true }
          : frame.says === 'denied'
            ? { subject: name, standing: 'deferred', reason: entry.reason ?? (blocked === 'defer' ? WHY.defer.reason : 'it says so itself'), about: true }
            : { subject: name, ...this.#why(blocked!, unit, opening), about }
      if (!nearest || ORDER.indexOf(found.standing) < ORDER.indexOf(nearest.standing)) nearest = found
    }
    if (nearest) return nearest
    const [defer, vacant] = this.#open
    const has = (family: number): boolean => tags.inUnit(family)
    if (!has(terms)) {
      // Below a heading of its own, even `TBD` speaks of it.
      const headed = tags.inContext(terms) || (unit.text.length <= A_WORD && tags.inContext(things))
      const open = headed && (unit.void === 'deferred' || (unit.text.length < SHORT && (has(defer) || has(vacant))))
      return open ? { subject: name, ...WHY.defer, about } : undefined
    }
    const why = opening && WHY[opening]
    // Of a whole list nobody sees which item is meant.
    if (!why && unit.kind === 'group') return undefined
    return { subject: name, standing: why?.standing ?? 'mentioned', reason: why?.reason ?? UNSAID, about }
  }

  /** A long text that has the words of a frame and somewhere a `not` or `later` puts off anything: the matter itself only where these stand beside its name. */
  #why(blocked: Blocking | 'question', unit: Unit, opening: Opening | undefined): Omit<Statement, 'subject' | 'about'> {
    if (opening || WHY[blocked].standing !== 'deferred' || (blocked !== 'deny' && unit.text.length < SHORT)) return WHY[blocked]
    return { standing: 'mentioned', reason: UNSAID }
  }

  /** What keeps a unit that matches a frame from being evidence. */
  #blockedBy({ frame, allow }: SubjectFrame, unit: Unit, own: Found, tags: UnitTags): Blocking | 'question' | undefined {
    for (const [reason, family] of this.#blocking) {
      if (allow.includes(reason)) continue
      // A negation counts where it reaches the words of the frame; the rest wherever the sentence has it, or its heading turns all down.
      if (reason === 'deny' ? frame.own.some((slot) => slot.some((f) => own.denied.has(f))) : tags.inUnit(family)) return reason
      if ((reason === 'rejected' || reason === 'defer') && tags.inContext(family)) return reason
    }
    return !allow.includes('question') && unit.text.trimEnd().endsWith('?') ? 'question' : undefined
  }

  /** Families of a text, and which of them a negation reaches. Numbers count by what they measure. */
  #foundIn(text: string): Found {
    if (text === '') return NOTHING
    let known = this.#found.get(text)
    if (!known) this.#found.set(text, (known = this.#read(this.#families.lexicon.tokenize(text))))
    return known
  }

  #read(tokens: readonly Token[]): Found {
    const families = this.#families
    const all = new Set<number>()
    const denied = new Set<number>()
    const open = new Map<number, Opening>()
    const spans = families.lexicon.spans(tokens)
    const negations = spans.filter((span) => families.ofLexicon(span.family) === this.#open[2])
    for (const span of spans) {
      const family = families.ofLexicon(span.family)
      all.add(family)
      if (negations.some((n) => n !== span && n.start < span.start && span.start - n.end < REACH)) denied.add(family)
    }
    for (const span of spans) {
      const opening = this.#openings.get(families.ofLexicon(span.family))
      if (!opening) continue
      for (const named of spans) {
        const reach = named.start < span.start ? NEAR.behind : named.end - named.start > 1 ? NEAR.phrase : NEAR.word
        const gap = named.start < span.start ? span.start - named.end : named.start - span.end
        const family = families.ofLexicon(named.family)
        if (gap >= 0 && gap <= reach && !open.has(family)) open.set(family, opening)
      }
    }
    families.addMeasures(tokens, all)
    return { all: [...all], denied, open }
  }
}

/** The strongest for each subject of what some parts of a text say, of equals the first, moved with its part. */
function strongest<T extends { readonly by: number }>(parts: readonly T[], bestOf: (part: T) => readonly (Best & { readonly by?: number })[]): readonly PlacedBest[] {
  const best = new Map<string, PlacedBest>()
  for (const part of parts)
    for (const own of bestOf(part)) {
      const known = best.get(own.subject)
      if (!known || rank(own) < rank(known)) best.set(own.subject, { ...own, by: part.by + (own.by ?? 0) })
    }
  return [...best.values()]
}

/** What describes without naming the matter comes right behind what names it. */
const rank = ({ standing, reason }: Pick<Statement, 'standing' | 'reason'>): number => ORDER.indexOf(standing) + (reason === UNNAMED ? 0.5 : 0)
