/** A seeded source of numbers below 1: the same documents in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const SECTIONS = [
  'Summary',
  'Problem',
  'Goals and non-goals',
  'Users',
  'Data sources',
  'Labels',
  'Features',
  'Training',
  'Baseline',
  'Offline evaluation',
  'Fairness',
  'Serving',
  'Latency and capacity',
  'Release',
  'Rollback',
  'Monitoring',
  'Drift',
  'Retraining',
  'Fallback',
  'Security',
  'Privacy',
  'Cost',
  'Ownership',
  'Risks',
  'Alternatives considered',
  'Open questions',
  'Glossary',
]
const NOUNS = [
  'the billing table',
  'the feature store',
  'the scoring job',
  'the champion model',
  'the candidate',
  'the customer record',
  'the campaign team',
  'the registry',
  'the shadow deployment',
  'the label',
  'the nightly run',
  'the dashboard',
  'the on-call engineer',
  'the contract with the provider',
  'the training set',
  'the holdout of `2026-03`',
]
const VERBS = [
  'reads',
  'is compared with',
  'depends on',
  'is replaced by',
  'alerts',
  'is validated against',
  'waits for',
  'is joined point-in-time with',
  'must not see',
  'is rolled back to',
  'reports to',
  'is logged next to',
]
const ENDS = [
  'every night at {n}:00',
  'within {n} minutes',
  'when PSI exceeds 0.{n}',
  'for {n} % of the traffic',
  'as described [above](#rollback)',
  'because **recall** fell by {n} points',
  'unless the budget of {n} € is spent',
  'in *{n}* regions',
  'before anyone in team {n} approves it',
  'with `threshold={n}`',
]

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const number = (random: () => number): string => String(1 + Math.floor(random() * 98))

function sentence(random: () => number): string {
  const words = `${pick(random, NOUNS)} ${pick(random, VERBS)} ${pick(random, NOUNS)} ${pick(random, ENDS).replace('{n}', number(random))}`
  return `${words[0]!.toUpperCase()}${words.slice(1)}.`
}

function section(random: () => number, title: string, lines: number): string[] {
  const out = [`## ${title}`, '']
  while (out.length < lines) {
    const form = random()
    if (form < 0.5) out.push(`${sentence(random)} ${sentence(random)}`, ...(random() < 0.5 ? [sentence(random)] : []), '')
    else if (form < 0.75) {
      for (let i = 0; i < 4; i++) out.push(`- ${random() < 0.3 ? `**${pick(random, SECTIONS)}**: ` : ''}${sentence(random)}`)
      out.push('')
    } else if (form < 0.88)
      out.push('| Metric | Target | Measured |', '|---|---|---|', ...Array.from({ length: 4 }, () => `| ${pick(random, NOUNS)} | ${number(random)} ms | ${number(random)} |`), '')
    else if (form < 0.94) out.push('```yaml', `threshold: 0.${number(random)}`, `owner: team-${number(random)}`, '```', '')
    else out.push(`### ${pick(random, SECTIONS)} ${number(random)}`, '')
  }
  return out
}

/** A design document of an ML system with about this many lines. */
export function designDoc(seed: number, lines: number, model = `model-${seed}`): string {
  const random = seeded(seed)
  const out = [
    '---',
    'kind: ml-design-doc',
    `title: Design of ${model}`,
    `model: ${model}`,
    'riskTier: 2',
    `owner: team-${seed % 9}`,
    '---',
    `# Design of ${model}`,
    '',
    sentence(random),
    '',
  ]
  const each = Math.max(4, Math.floor(lines / SECTIONS.length))
  for (const title of SECTIONS) if (out.length < lines) out.push(...section(random, title, each))
  return `${out.slice(0, lines).join('\n')}\n`
}

const adr = (seed: number, number_: number): string => {
  const random = seeded(seed)
  return `# ${number_}. ${pick(random, SECTIONS)} of ${pick(random, NOUNS)}\n\nDate: 2026-0${1 + (seed % 9)}-1${seed % 9}\n\n## Status\n\n${number_ % 7 === 0 ? `Superseded by [${number_ + 1}](${String(number_ + 1).padStart(4, '0')}-decision.md)` : 'Accepted'}\n\n## Context\n\n${paragraph(random, 5)}\n\n## Decision\n\nWe will use this. ${paragraph(random, 4)}\n\n## Consequences\n\n${paragraph(random, 5)}\n`
}

const paragraph = (random: () => number, sentences: number): string => Array.from({ length: sentences }, () => sentence(random)).join(' ')

const manifest = (seed: number, model: string): string => {
  const random = seeded(seed)
  return `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: ${model}\n  version: 1.${seed % 10}.0\nspec:\n  purpose:\n    summary: ${sentence(random).replaceAll(/[:`*[\]()#|]/g, ' ')}\n  risk:\n    tier: ${1 + (seed % 4)}\n  ownership:\n    owner: team-${seed % 9}\n  lifecycle:\n    stage: production\n`
}

const pipeline = (seed: number): string => {
  const random = seeded(seed)
  return `name: nightly-${seed}\nsteps:\n${Array.from({ length: 30 }, (_, i) => `  - name: step-${i}\n    image: registry.example.org/step:${number(random)}\n    args: [--threshold, "0.${number(random)}"]\n`).join('')}`
}

/** A repository of `count` documents by path: designs, decisions, notes, manifests, and YAML of other tools. */
export function repository(count: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (let i = 0; i < count; i++) {
    const kind = i % 10
    const area = `area-${Math.floor(i / 100)}`
    if (kind < 2) files.set(`${area}/designs/design-${i}.md`, designDoc(i, 120))
    else if (kind < 5) files.set(`${area}/adr/${String(i % 100).padStart(4, '0')}-decision.md`, adr(i, i % 100))
    else if (kind < 8) files.set(`${area}/notes/note-${i}.md`, `# Minutes ${i}\n\n${Array.from({ length: 12 }, () => paragraph(seeded(i), 4)).join('\n\n')}\n`)
    else if (kind === 8) files.set(`${area}/models/model-${i}.model.yaml`, manifest(i, `model-${i - 8}`))
    else files.set(`${area}/pipelines/nightly-${i}.yaml`, pipeline(i))
  }
  return files
}
