// Makes the snippets of VS Code from the built-in standard: the templates of whole documents and, of each core control, the text that its
// fix inserts. One source, so that a snippet and a fix never disagree.
//
//   node scripts/generate-snippets.mjs            writes snippets/
//   node scripts/generate-snippets.mjs --check    exits 1 when what is committed differs
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const standard = join(root, 'schemas/standard')
const schema = JSON.parse(readFileSync(join(root, 'schemas/model-manifest.schema.json'), 'utf8'))

/** Whole documents: file of the template, prefix behind `plumbline-` and `ml-`, title, description. */
const TEMPLATES = {
  markdown: [
    ['ml-design-doc.md', 'design-doc', 'ML design doc', 'A whole ML design document: what reviewers look for, section by section'],
    ['adr-madr.md', 'adr-madr', 'ADR (MADR)', 'Architecture decision record in the form of MADR 4'],
    ['adr-nygard.md', 'adr-nygard', 'ADR (Nygard)', 'Architecture decision record in the short form of Michael Nygard'],
    ['runbook.md', 'runbook-doc', 'Runbook', 'Runbook: trigger, diagnosis, mitigation, rollback, verification, escalation'],
  ],
  yaml: [['model-manifest.yaml', 'manifest', 'Model manifest', 'A whole model manifest: every field that the core controls ask for']],
}

/** Rules are named after what is wrong, snippets after what they insert. */
const SHORT = {
  'accuracy-only-metrics': 'metrics',
  'artifact-as-file': 'registry',
  'manual-deployment': 'deployment',
  'missing-owner': 'owner',
  'missing-risk-tier': 'risk-tier',
  'missing-rollback': 'rollback',
  'training-serving-skew': 'parity',
  'ungoverned-third-party-model': 'third-party-model',
  'unhandled-personal-data': 'personal-data',
  'unversioned-prompt': 'prompts',
  'vague-monitoring': 'monitors',
  'no-online-guardrails': 'guardrail-metrics',
}
const shortName = (name) => SHORT[name] ?? name.replace(/^no-/, '')

/** A fix completes fields that are there; where nothing is, one monitor is a better beginning than one of each kind. */
const YAML_INSTEAD = {
  'no-data-quality-monitoring': {
    monitoring: {
      dataQuality: ['freshness', 'schema', 'null-rate'].map((dimension) => ({
        name: 'TODO',
        dataset: 'TODO',
        dimension,
        threshold: 'TODO',
        schedule: 'TODO',
        onFailure: 'TODO',
        owner: 'TODO',
      })),
    },
  },
  'vague-monitoring': {
    monitoring: {
      performance: [{ metric: 'TODO', groundTruth: 'TODO', threshold: 'TODO', window: 'TODO', owner: 'TODO' }],
      service: [{ signal: 'TODO', threshold: 'TODO', window: 'TODO' }],
    },
  },
  'artifact-as-file': {
    lineage: { registry: { system: 'TODO', name: 'TODO', version: 'TODO' } },
    artifacts: [{ name: 'model', type: 'model', uri: 'TODO', format: 'TODO', digest: 'TODO' }],
  },
  'unhandled-personal-data': {
    privacy: {
      dataCategories: ['TODO'],
      lawfulBasis: 'TODO',
      purpose: 'TODO',
      minimisation: 'TODO',
      retention: { training: 'TODO', logs: 'TODO' },
      deletion: { method: 'TODO', maxTime: 'TODO' },
      subjectRights: { access: 'TODO' },
    },
  },
}

/** Text as it stands in the body of a snippet. */
const literal = (text) => text.replace(/[\\$}]/g, '\\$&')

class Stops {
  #next = 1

  text(words) {
    return `\${${this.#next++}:${literal(words)}}`
  }

  choice(words) {
    return `\${${this.#next++}|${words.map((word) => String(word).replace(/[\\,|]/g, '\\$&')).join(',')}|}`
  }
}

const resolve = (node) => (node?.$ref?.startsWith('#/$defs/') ? resolve({ ...schema.$defs[node.$ref.slice(8)], ...without(node, '$ref') }) : node)
const without = (object, key) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))

/** Schema of a field or of an item below one; `undefined` where the schema says nothing. */
function below(node, step) {
  const here = resolve(node)
  if (!here) return undefined
  if (step === 'items') return here.items ?? here.anyOf?.map((part) => below(part, step)).find(Boolean)
  return here.properties?.[step] ?? here.anyOf?.map((part) => below(part, step)).find(Boolean)
}

/** What a field may say, where that is a short list. */
function choices(node) {
  const here = resolve(node)
  if (here?.enum) return here.enum
  if (here?.type === 'boolean') return ['true', 'false']
  if (here === resolve({ $ref: '#/$defs/Tier' }) || here?.pattern === schema.$defs.Tier.pattern) return [1, 2, 3, 4]
  return here?.anyOf?.map(choices).find(Boolean)
}

function yamlValue(value, node, stops, indent) {
  const pad = ' '.repeat(indent)
  if (Array.isArray(value)) {
    const item = below(node, 'items')
    if (value.every((v) => typeof v !== 'object')) return ` [${value.map((v) => yamlScalar(v, item, stops)).join(', ')}]`
    return value
      .map(
        (v) =>
          `\n${pad}- ${Object.entries(v)
            .map(([key, inner]) => `${key}:${yamlValue(inner, below(item, key), stops, indent + 4)}`)
            .join(`\n${pad}  `)}`,
      )
      .join('')
  }
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, inner]) => `\n${pad}${key}:${yamlValue(inner, below(node, key), stops, indent + 2)}`)
      .join('')
  return ` ${yamlScalar(value, node, stops)}`
}

function yamlScalar(value, node, stops) {
  if (value !== 'TODO') return literal(String(value))
  const words = choices(node)
  return words ? stops.choice(words) : stops.text('TODO')
}

function markdownBody({ name, fix }) {
  const stops = new Stops()
  // The first thing that the section on the tier asks for is the tier.
  const stop = (i) => (name === 'missing-risk-tier' && i === 1 ? stops.choice([1, 2, 3, 4]) : stops.text('TODO'))
  const parts = fix.markdown.trimEnd().split('TODO')
  return `${parts.map((part, i) => (i === 0 ? literal(part) : stop(i) + literal(part))).join('')}\n$0`
}

function yamlBody({ name, fix }) {
  const spec = YAML_INSTEAD[name] ?? fix.yaml.spec
  return `${yamlValue(spec, below(schema, 'spec') ?? schema.properties.spec, new Stops(), 0).slice(1)}\n$0`
}

const controls = readdirSync(join(standard, 'controls'))
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()
  .map((name) => parse(readFileSync(join(standard, 'controls', name), 'utf8')))
  // Each core control has a snippet; more would bury them in the list.
  .filter((control) => control.core)
  .filter((control) => control.core)

function snippetsOf(language) {
  const entry = (short, description, body) => ({ prefix: [`plumbline-${short}`, `ml-${short}`], scope: language, description, body: body.trimEnd().split('\n') })
  const whole = TEMPLATES[language].map(([file, short, title, description]) => [title, entry(short, description, readFileSync(join(standard, 'templates', file), 'utf8'))])
  const single = controls.map((control) => {
    const where = language === 'markdown' ? 'section' : 'fields of a manifest, below `spec`'
    return [
      `${control.fix.title} (${control.name})`,
      entry(
        shortName(control.name),
        `${control.fix.title}: ${where}. Satisfies ${control.name}: ${control.satisfiedBy[0].toLowerCase()}${control.satisfiedBy.slice(1)}`,
        language === 'markdown' ? markdownBody(control) : yamlBody(control),
      ),
    ]
  })
  return Object.fromEntries([...whole, ...single])
}

const check = process.argv.includes('--check')
const outdated = []
for (const language of ['markdown', 'yaml']) {
  const path = join(root, 'snippets', `${language}.code-snippets`)
  const content = `${JSON.stringify(snippetsOf(language), null, 2)}\n`
  if (existsSync(path) && readFileSync(path, 'utf8') === content) continue
  outdated.push(`snippets/${language}.code-snippets`)
  if (check) continue
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
if (check && outdated.length > 0) {
  console.error(`Out of date, run node scripts/generate-snippets.mjs:\n${outdated.join('\n')}`)
  process.exitCode = 1
}
