// Holds the sources to the table "Who may import whom" of ARCHITECTURE.md. Imports of types count like all others, unless a rule says
// otherwise. Fails when it saw no modules: a check that looks at nothing is worse than none.
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { root } from './support/paths.mjs'
import { filesBelow } from './support/stamp.mjs'

const ENGINE = 'server/src/engine/'

/** Layer by the folder its modules lie in; the longest match counts. */
const LAYERS = {
  text: `${ENGINE}text/`,
  syntax: `${ENGINE}syntax/`,
  documents: `${ENGINE}documents/`,
  schema: `${ENGINE}schema/`,
  claims: `${ENGINE}claims/`,
  approvals: `${ENGINE}approvals/`,
  architecture: `${ENGINE}architecture/`,
  controls: `${ENGINE}controls/`,
  rules: `${ENGINE}rules/`,
  contract: `${ENGINE}rules/types.ts`,
  registry: `${ENGINE}rules/registry.ts`,
  analysis: `${ENGINE}analysis/`,
  readiness: `${ENGINE}readiness/`,
  diagram: `${ENGINE}diagram/`,
  portfolio: `${ENGINE}portfolio/`,
  render: `${ENGINE}render/`,
  features: `${ENGINE}features/`,
  workspace: `${ENGINE}workspace/`,
  packs: `${ENGINE}packs/`,
  reports: `${ENGINE}reports/`,
  facade: `${ENGINE}index.ts`,
  protocol: 'server/src/protocol/',
  lsp: 'server/src/lsp/',
  git: 'server/src/git/',
  cli: 'server/src/cli/',
  node: 'server/src/node/',
  webviews: 'client/src/webviews/',
  client: 'client/src/',
  mermaid: 'server/src/mermaid/',
  data: 'schemas/',
  standard: `${ENGINE}packs/generated/`,
  manifest: 'package.json',
}

const PARSERS = ['@lezer/markdown', '@lezer/common', 'yaml']
const view = ['text', 'syntax', 'documents', 'schema', 'claims', 'approvals', 'architecture', 'controls', 'contract', 'registry', 'analysis', 'workspace', 'packs']

/**
 * What a layer may import besides itself: layers, then packages. `types` are layers of which it may import types only.
 */
const MAY = {
  text: { layers: [] },
  syntax: { layers: ['text'], packages: PARSERS },
  documents: { layers: ['text', 'syntax'], packages: ['@lezer/common'] },
  // Which schema holds is decided by the kind of document.
  schema: { layers: ['text', 'syntax', 'documents', 'data'], packages: ['ajv'] },
  claims: { layers: ['text', 'syntax', 'documents'], packages: ['stemmer'] },
  // What a sign-off is bound to.
  approvals: { layers: ['text', 'syntax', 'documents'] },
  architecture: { layers: ['text', 'syntax', 'documents', 'claims', 'standard'] },
  // What a rule is, for those who write one and those who run them.
  contract: { layers: [], types: ['text', 'syntax', 'documents', 'claims', 'workspace'] },
  // A declared rule is data (the standard) that is made into a rule.
  controls: { layers: ['text', 'syntax', 'documents', 'claims', 'architecture', 'contract', 'standard'], types: ['workspace'] },
  rules: { layers: ['text', 'syntax', 'documents', 'schema', 'claims', 'approvals', 'architecture', 'contract', 'data', 'standard'], types: ['workspace'] },
  registry: { layers: ['rules', 'controls', 'contract'] },
  analysis: { layers: ['text', 'syntax', 'documents', 'claims', 'controls', 'contract', 'registry', 'schema', 'packs', 'workspace'] },
  workspace: { layers: ['text', 'syntax', 'documents', 'claims', 'architecture', 'schema', 'controls', 'contract', 'registry', 'analysis', 'packs'] },
  packs: { layers: ['text', 'syntax', 'documents', 'schema', 'data', 'standard'], types: ['controls', 'contract'] },
  standard: { layers: [], types: ['packs', 'controls', 'architecture'] },
  readiness: { layers: [...view, 'standard'] },
  diagram: { layers: view },
  features: { layers: view },
  portfolio: { layers: [...view, 'standard', 'readiness'] },
  // Documents and reports made of what the projections give.
  render: { layers: [...view, 'readiness', 'diagram', 'portfolio', 'reports'] },
  reports: { layers: view },
  facade: { layers: [...view, 'readiness', 'diagram', 'portfolio', 'render', 'features', 'reports'] },
  // The grammars of mermaid, loaded when a diagram asks for them.
  mermaid: { layers: ['facade'], packages: ['mermaid', '@mermaid-js/parser', 'dompurify', 'node:'] },
  protocol: { layers: [] },
  // The past of a workspace, for hosts with processes.
  git: { layers: ['facade'], packages: ['node:'] },
  // What Node is told, for hosts that run in it.
  node: { layers: [], packages: ['node:'] },
  lsp: { layers: ['facade', 'git', 'node', 'mermaid', 'protocol', 'manifest'], packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'node:'] },
  cli: { layers: ['facade', 'git', 'node', 'mermaid', 'protocol', 'manifest'], packages: ['node:'] },
  client: { layers: ['protocol'], packages: ['vscode', 'vscode-languageclient'], types: ['webviews'] },
  // Pages see plain values only; what they show is typed by the protocol. The text layer knows strings alone.
  webviews: { layers: ['text'], packages: ['lit-html'], types: ['protocol'] },
}

/** Single imports that the table does not foresee, each with its reason. */
const EXCEPTIONS = new Map([['server/src/cli/commands/lsp.ts → server/src/lsp/node.ts', '`plumbline lsp` is the language server, loaded when asked for']])

const layerOf = (path) =>
  Object.entries(LAYERS)
    .filter(([, folder]) => path === folder || (folder.endsWith('/') && path.startsWith(folder)))
    .sort((a, b) => b[1].length - a[1].length)[0]?.[0]

/** Every import of a module: `{ to, typeOnly, line }`. */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8')
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const lineAt = (offset) => text.slice(0, offset).split('\n').length
  const found = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    to: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    line: lineAt(start),
  }))
  for (const { entries, start } of module.staticExports) {
    const from = entries.filter(({ moduleRequest }) => moduleRequest)
    if (from.length > 0) found.push({ to: from[0].moduleRequest.value, typeOnly: from.every(({ isType }) => isType), line: lineAt(start) })
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^(['"`])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    if (!literal) throw new Error(`${file}:${lineAt(start)}: a dynamic import of something that is no plain string cannot be checked`)
    found.push({ to: literal[2], typeOnly: false, line: lineAt(start) })
  }
  return found
}

/** Why an import is not allowed; undefined where it is. */
function complaint(file, layer, { to, typeOnly }) {
  const { layers, packages = [], types = [] } = MAY[layer]
  if (!to.startsWith('.')) {
    const allowed = packages.some((name) => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`))
    return allowed ? undefined : `${layer} may not import the package ${to}`
  }
  const target = posix.normalize(posix.join(dirname(file), to))
  if (EXCEPTIONS.has(`${file} → ${target}`)) return undefined
  const other = layerOf(target)
  if (layer === 'rules' && other === 'rules' && isRule(file) && isRule(target)) return `a rule may not import another one (${target})`
  if (other === undefined) return `${target} belongs to no layer`
  if (other === layer || layers.includes(other) || (typeOnly && types.includes(other))) return undefined
  return `${layer} may not import ${other} (${target})${types.includes(other) ? ', except types' : ''}`
}

/** A rule knows nothing of another: what two share lies beside them in a module that is none. */
const isRule = (file) => layerOf(file) === 'rules' && readFileSync(join(root, file), 'utf8').includes('defineRule(')

const files = filesBelow('server/src', 'client/src').filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
const complaints = []
let imports = 0
for (const file of files) {
  const layer = layerOf(file)
  if (layer === undefined || !MAY[layer]) {
    complaints.push(`${file}: belongs to no layer`)
    continue
  }
  for (const one of importsOf(file)) {
    imports++
    const why = complaint(file, layer, one)
    if (why) complaints.push(`${file}:${one.line}: ${why}`)
  }
}
if (files.length === 0 || imports === 0) complaints.push(`saw ${files.length} modules and ${imports} imports: there is nothing that could have been checked`)
for (const line of complaints) console.error(line)
console.log(`layers: ${files.length} modules, ${imports} imports, ${complaints.length} complaints`)
process.exitCode = complaints.length > 0 ? 1 : 0
