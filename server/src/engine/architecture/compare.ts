import { editDistance } from '../text/edit-distance.ts'
import { wordsOf } from './roles.ts'
import type { Component, Flow, Graph } from './types.ts'

/** Least similarity of two names that mean the same (1: equal letters). */
const LEAST = 0.85
/** Words that tell nothing of a component. */
const EMPTY = new Set([
  'the',
  'a',
  'an',
  'of',
  'and',
  'for',
  'to',
  'in',
  'on',
  'with',
  'service',
  'system',
  'component',
  'server',
  'app',
  'application',
  'module',
  'job',
  'table',
  'store',
  'api',
  'data',
  'model',
  'ml',
])
/** Most components of a graph that are compared with each one of the other. */
const MAX_COMPARED = 300

/** The components of two graphs held against each other. */
export interface Comparison {
  /** Pairs that mean the same; one may be in several. */
  readonly pairs: readonly (readonly [Component, Component])[]
  readonly onlyFirst: readonly Component[]
  readonly onlySecond: readonly Component[]
}

/** Compares by id, name, words and roles; generously, since one thing has many names. Bounded by `MAX_COMPARED` squared. */
export function compareGraphs(first: Graph, second: Graph): Comparison {
  const a = first.components.slice(0, MAX_COMPARED).map(keysOf)
  const b = second.components.slice(0, MAX_COMPARED).map(keysOf)
  const pairs = a.flatMap((x) => b.flatMap((y) => (sameThing(x, y) ? [[x.component, y.component] as const] : [])))
  const firstSeen = new Set(pairs.map(([x]) => x))
  const secondSeen = new Set(pairs.map(([, y]) => y))
  return {
    pairs,
    onlyFirst: a.map(({ component }) => component).filter((component) => !firstSeen.has(component)),
    onlySecond: b.map(({ component }) => component).filter((component) => !secondSeen.has(component)),
  }
}

interface Keys {
  readonly component: Component
  readonly name: string
  readonly words: ReadonlySet<string>
}

function keysOf(component: Component): Keys {
  const words = wordsOf(`${component.name} ${component.technology ?? ''}`)
  const telling = words.filter((word) => !EMPTY.has(word))
  return { component, name: wordsOf(component.name).join(' '), words: new Set(telling.length > 0 ? telling : words) }
}

function sameThing(a: Keys, b: Keys): boolean {
  if (a.component.id.toLowerCase() === b.component.id.toLowerCase() && a.component.id.length > 2) return true
  const longest = Math.max(a.name.length, b.name.length)
  const allowed = Math.floor(longest * (1 - LEAST))
  if (longest > 0 && editDistance(a.name, b.name, allowed) <= allowed) return true
  const [few, many] = a.words.size <= b.words.size ? [a.words, b.words] : [b.words, a.words]
  // One word tells two things apart that play different roles no better than it joins them.
  const vague = few.size < 2 && a.component.role !== undefined && b.component.role !== undefined
  if (few.size > 0 && !vague && [...few].every((word) => many.has(word))) return true
  return a.component.roles.some((role) => b.component.roles.includes(role))
}

/** Flows of the first graph whose ends are both in the second, where nothing leads from one to the other in either direction. */
export function lostFlows(first: Graph, second: Graph, { pairs }: Comparison): readonly Flow[] {
  const byId = new Map(first.components.map((component) => [component.id, component]))
  const counterparts = new Map<Component, Component[]>()
  for (const [x, y] of pairs) counterparts.set(x, [...(counterparts.get(x) ?? []), y])
  const next = new Map<string, string[]>()
  for (const { from, to } of second.flows) for (const [a, b] of [[from, to] as const, [to, from] as const]) next.set(a, [...(next.get(a) ?? []), b])
  return first.flows.filter((flow) => {
    const [from, to] = [byId.get(flow.from), byId.get(flow.to)]
    const starts = from && counterparts.get(from)
    const goals = new Set((to && counterparts.get(to))?.map(({ id }) => id))
    return starts !== undefined && goals.size > 0 && !starts.some(({ id }) => reaches(id, goals, next))
  })
}

function reaches(start: string, goals: ReadonlySet<string>, next: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set([start])
  const open = [start]
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (goals.has(here)) return true
    for (const other of next.get(here) ?? [])
      if (!seen.has(other)) {
        seen.add(other)
        open.push(other)
      }
  }
  return false
}
