/**
 * What the word families of the lexicon do not tell: which of their words mean something else where they stand, and what means the same without being in a family. The families
 * themselves are features of the fitted scorer (ADR 4), which weighs each of them; who takes a single word for the whole answer needs these as well. Here is the one place for them.
 */

/** One occurrence of a word family among words in lower case. */
export interface Place {
  readonly words: readonly string[]
  readonly start: number
  /** Behind the last. */
  readonly end: number
}

/** `Open-source` and `no-show` open and deny nothing; `the following` puts nothing off; a check for `missing timestamps` is there, though they are not. */
export const withoutLookalikes = (text: string): string =>
  text
    .replace(/\b(no|not|open|left)-(?=[a-z])/gi, 'x$1 ')
    .replace(/\bfollowing\b/gi, 'xfollowing')
    .replace(/\b(missing|absent|empty|unknown)(?= (?!(?:this|thus|always|across|does|has|was|unless)\b)[a-z]{3,30}s\b)/gi, 'x$1')

/** What is made only once: to be made, or being made, it is not there. That something `will be used` is the design itself. */
const MADE = 'added built collected created introduced developed established chosen defined decided gathered assembled curated annotated labelled hired'.split(' ')

/** Phrases that mean the same as a family and are in none: `_` as in the lexicon. */
export const BESIDE: Readonly<Record<string, readonly string[]>> = {
  defer: [
    'tbc',
    'in progress',
    'under construction',
    'undecided',
    'not decided',
    'unclear',
    'wish list',
    'wants a',
    'wants an',
    'wants us',
    'future release',
    'future version',
    ...MADE.flatMap((made) => [`will be ${made}`, `to be ${made}`, `being ${made}`]),
  ],
  hypothetical: ['would', 'could', 'maybe', 'perhaps', 'optionally', 'if there were', 'have time', 've time', 'there is time', 'time permits', 'time permitting'],
  rejected: ['rather than', 'unlike', 'as opposed to', 'abandoned', 'dropped', 'thrown out', 'given up'],
  other: [
    'old model',
    'old version',
    'old process',
    'old pipeline',
    'old service',
    'old one',
    'previous model',
    'previous version',
    'previous process',
    'previous pipeline',
    'former system',
    'former version',
    'used to',
    'formerly',
    'base model',
    'upstream model',
    'parent model',
  ],
  /** Before the words: somebody asks for it. */
  asked: ['whether', 'asking that', 'asks that', 'asks us', 'asking us'],
  deny: ['unless', 'until', 'until we have', 'until there is', 'lost'],
}

const before = ({ words, start }: Place): string => words[start - 1] ?? ''
const next = ({ words, end }: Place): string => words[end] ?? ''
const first = ({ start }: Place): boolean => start === 0
const last = ({ words, end }: Place): boolean => end === words.length
const written = ({ words, start }: Place): string => words[start]!

const BE = /^(?:is|are|was|were|be|been|being|still|currently|only)$/
const TIME = /^(?:minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|no|not)$/
const PAST = /^(?:was|were|been|had|we|they|he|she|also)$/
/** What has to be done is asked for, and not put off. */
const NEEDED = /^(?:needs?|needed|ha[sd]|have|having|ought|going|able|used|allowed|must|should|expected|supposed|required)$/
/** A future or an infinitive before a verb. */
const AHEAD = /^(?:will|to|shall|should|may|would|could|we)$/
const OPEN_NAMES = /^(?:data|sources?|platforms?|banking|innovation|science|apis?|ai|finance|access|weights|models?)$/

/**
 * When words of a family mean what the family says, by their stems; those that are not here always do. The stemmer joins `planned` with `exit plan`, `wanted` with `wants`, and
 * many of the words have a daily use: a fault is found two weeks later, the on-call follows a runbook, a candidate is rejected by the gate.
 */
const SENSES: Readonly<Record<string, (place: Place) => boolean>> = {
  later: (p) =>
    next(p) !== 'than' && !TIME.test(before(p)) && (first(p) || last(p) || /^(?:added|will|comes?|done|only|for|until|follows?)$/.test(before(p)) || /^(?:we|this)$/.test(next(p))),
  plan: (p) => written(p) === 'planned' && (first(p) || last(p) || BE.test(before(p)) || /^(?:for|in|by)$/.test(next(p))),
  'plan to': (p) => written(p) !== 'planning',
  want: (p) => written(p) === 'wanted' && BE.test(before(p)),
  wish: (p) => BE.test(before(p)),
  promiz: (p) => written(p) === 'promised' && BE.test(before(p)),
  follow: (p) => written(p) === 'follows' && (last(p) || /^(?:in|by|later|soon|next)$/.test(next(p))),
  'to follow': last,
  'will follow': last,
  'to come': (p) => !NEEDED.test(before(p)),
  'onc we': (p) => /^(?:have|get|find|know|reach)$/.test(next(p)),
  eventu: (p) => first(p) || last(p) || AHEAD.test(before(p)),
  // What has not been done is denied, if its words stand where a denial does.
  'have not be': () => false,
  'have not': () => false,
  'not do': () => false,
  'not finish': () => false,
  'not write': () => false,
  'not assess': () => false,
  'if there be': (p) => p.words[p.end - 1] === 'were',
  v1: () => false,
  backlog: () => false,
  roadmap: () => false,
  'one day': first,
  soon: (p) => next(p) !== 'as' && before(p) !== 'as',
  explor: (p) => AHEAD.test(before(p)),
  'look into': (p) => AHEAD.test(before(p)),
  pend: (p) => first(p) || last(p) || BE.test(before(p)),
  suppos: (p) => written(p) === 'suppose',
  open: (p) => written(p) === 'open' && !OPEN_NAMES.test(next(p)),
  go: (p) => written(p) === 'gone',
  leav: (p) => written(p) !== 'leave',
  consid: (p) => written(p) === 'considered' && next(p) !== 'as' && !/^(?:all|are|is)$/.test(before(p)),
  reject: (p) => written(p) === 'rejected' && (first(p) || last(p) || PAST.test(before(p))),
  declin: (p) => written(p) === 'declined' && PAST.test(before(p)),
  discard: (p) => written(p) === 'discarded' && (first(p) || PAST.test(before(p))),
  dismiss: (p) => written(p) === 'dismissed' && (first(p) || PAST.test(before(p))),
  drop: (p) => written(p) === 'dropped' && /^(?:was|were|been)$/.test(before(p)),
  abandon: (p) => written(p) === 'abandoned' && (first(p) || PAST.test(before(p))),
  propos: (p) => written(p) === 'proposed' && PAST.test(before(p)),
  option: (p) => first(p) || /^(?:an|one|another|other|second|third)$/.test(before(p)),
  altern: (p) => first(p) || /^(?:an|one|another|other|second|third)$/.test(before(p)),
  'us to': (p) => written(p) === 'used' && !BE.test(before(p)),
}

/** Whether the words at a place mean what the family says that has a phrase of these stems. */
export function means(place: Place, stems: string): boolean {
  // All forms of `be` have one stem: what `is found` is not `being found`.
  if (stems.startsWith('be ')) return written(place) === 'being'
  if (stems.startsWith('to be ')) return !NEEDED.test(before(place))
  return !Object.hasOwn(SENSES, stems) || SENSES[stems]!(place)
}
