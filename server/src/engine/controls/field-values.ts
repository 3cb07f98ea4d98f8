import { looseEntry } from '../documents/fields.ts'
import { placeholderValue } from '../documents/placeholders.ts'
import { isPlaceholder } from '../documents/section-content.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode, YamlPath } from '../syntax/yaml.ts'

/** Words that fill a field without saying anything. */
const NOTHING = new Set([
  'none',
  'n/a',
  'n.a.',
  'na',
  'nil',
  'null',
  'no',
  'unknown',
  'undefined',
  'not applicable',
  'not available',
  'not defined',
  'not set',
  'not yet',
  'not decided',
  'undecided',
  'later',
  'the team',
  'our team',
  'team',
  'us',
  'we',
  'everyone',
  'everybody',
  'all',
  'nobody',
  'no one',
  'anyone',
  'shared',
  'someone',
  'team:tbd',
  'team:todo',
  'user:tbd',
  'user:todo',
  'team:unknown',
  'team:team',
  'team:everyone',
  'team:all',
])

/** `present`: says something; `placeholder`: TODO, "none", "the team"; `empty`: a key with nothing behind it; `absent`: no key. */
export type Fill = 'present' | 'placeholder' | 'empty' | 'absent'

const KEYS_OF_EVERY_OBJECT = new Set(['notApplicable', 'notes'])

/** What stands in a field. A list or object says as much as the best of its parts. Linear in its size. */
export function fillOf(node: YamlNode | null | undefined): Fill {
  if (node === undefined) return 'absent'
  if (node === null) return 'empty'
  if (node.kind === 'scalar') {
    if (node.value === null) return 'empty'
    if (typeof node.value !== 'string') return 'present'
    const text = node.value.trim()
    if (text === '') return 'empty'
    return NOTHING.has(text.toLowerCase()) || placeholderValue(text) !== undefined || isPlaceholder(text) ? 'placeholder' : 'present'
  }
  const parts = node.kind === 'seq' ? node.items : node.entries.filter((entry) => !KEYS_OF_EVERY_OBJECT.has(entry.key)).map((entry) => entry.value)
  let best: Fill = 'empty'
  for (const part of parts) {
    const fill = fillOf(part)
    if (fill === 'present') return 'present'
    if (fill === 'placeholder') best = 'placeholder'
  }
  return best
}

/** The value at a path; the first step is compared loosely where people write front matter. */
export function valueAt(root: YamlNode | null | undefined, path: YamlPath, loose: boolean): YamlNode | null | undefined {
  if (!loose || path.length === 0) return yamlAt(root, path)
  const entry = looseEntry(root, [String(path[0])])
  return entry ? (path.length === 1 ? entry.value : yamlAt(entry.value, path.slice(1))) : undefined
}

const ANSWER = ['notApplicable']

/** Whether the field or an object around it says `notApplicable: {reason}`. A bare "n/a" is no reason. */
export function isAnswered(root: YamlNode | null | undefined, path: YamlPath): boolean {
  const around: YamlNode[] = []
  let node: YamlNode | null | undefined = root
  for (const step of path) {
    node = yamlAt(node, [step])
    if (!node) break
    around.push(node)
  }
  for (const field of around.toReversed()) {
    const answer = yamlAt(field, ANSWER)
    if (!answer) continue
    const reason = answer.kind === 'scalar' ? answer : yamlAt(answer, ['reason'])
    if (reason?.kind === 'scalar' && typeof reason.value === 'string' && reason.value.trim().length >= 3 && fillOf(reason) === 'present') return true
  }
  return false
}

/** The scalars of a field as text: its own, or those of its list. */
export function textsOf(node: YamlNode | null | undefined): readonly string[] {
  const nodes = node?.kind === 'seq' ? node.items : [node]
  return nodes.flatMap((n) => (n?.kind === 'scalar' && n.value !== null ? [String(n.value).trim()] : []))
}
