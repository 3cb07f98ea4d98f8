/** What panels take from their pages. A page shows other people's words: what it sends is looked at like anything that comes from outside. */
import { GRAPH_VIEWS, RENDER_KINDS } from '../../../server/src/protocol/index.ts'
import type { FromArchitecture, FromPortfolio, FromReadiness } from '../webviews/messages.ts'

type Check = (value: unknown) => boolean

/** Longest text of a message; a picture in base64 is longer. */
const LONGEST = 10_000
const LARGEST = 100_000_000

const text: Check = (value) => typeof value === 'string' && value.length <= LONGEST
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const among =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' && value !== null && Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]))

const line: Check = (value) => Number.isInteger(value) && (value as number) >= 0
const position = shape({ line, character: line })
const place = shape({ uri: text, path: text, range: shape({ start: position, end: position }) })

const PAGE: Readonly<Record<string, Check>> = {
  open: shape({ place }),
  explain: shape({ rule: text }),
  fix: shape({ rule: text, place, title: text }),
}

const accepts = <T>(own: Readonly<Record<string, Check>>): ((message: unknown) => message is T) => {
  const checks = new Map(Object.entries({ ...PAGE, ...own }))
  return (message): message is T => {
    const type = (message as { readonly type?: unknown } | null)?.type
    return typeof type === 'string' && checks.get(type)?.(message) === true
  }
}

const nothing = shape({})

export const acceptsArchitecture = accepts<FromArchitecture>({
  view: shape({ view: among(GRAPH_VIEWS) }),
  compare: shape({ on: among([true, false]) }),
  copy: shape({ what: among(['mermaid', 'svg']) }),
  save: shape({ what: among(['mermaid', 'svg']) }),
  savePng: shape({ data: (value) => typeof value === 'string' && value.length <= LARGEST && /^[A-Za-z0-9+/]+={0,2}$/.test(value) }),
})

export const acceptsReadiness = accepts<FromReadiness>({
  tick: shape({ item: text, state: among(['done', 'open', 'not-applicable']), evidence: optional(text), reason: optional(text) }),
  signOff: nothing,
  report: shape({ kind: among(RENDER_KINDS) }),
})

export const acceptsPortfolio = accepts<FromPortfolio>({ readiness: shape({ uri: text }), architecture: shape({ uri: text }) })
