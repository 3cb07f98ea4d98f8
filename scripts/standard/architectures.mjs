// Reference architectures and the vocabulary of roles, checked against their schema and against each other.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parseDocument } from 'yaml'
import { root } from '../support/paths.mjs'

const standard = join(root, 'schemas/standard')

function readYaml(path, problems) {
  const document = parseDocument(readFileSync(join(standard, path), 'utf8'), { version: '1.2', strict: true, uniqueKeys: true })
  for (const error of document.errors) problems.push(`schemas/standard/${path}: ${error.message}`)
  return document.errors.length > 0 ? undefined : document.toJS()
}

/** The roles and the architectures as they are written, sorted by id, and what is wrong with them. */
export function readArchitectures() {
  const problems = []
  const roles = readYaml('roles.yaml', problems) ?? []
  const known = new Set(roles.map(({ id }) => id))
  const schema = JSON.parse(readFileSync(join(root, 'schemas/reference-architecture.schema.json'), 'utf8'))
  const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema)
  const architectures = readdirSync(join(standard, 'architectures'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .flatMap((name) => {
      const value = readYaml(`architectures/${name}`, problems)
      const say = (words) => problems.push(`schemas/standard/architectures/${name}: ${words}`)
      if (!value) return []
      if (!validate(value)) for (const error of validate.errors) say(`${error.instancePath || 'the file'} ${error.message}`)
      if (value.id !== name.slice(0, -'.yaml'.length)) say(`its id is ${value.id}`)
      for (const role of rolesOf(value)) if (!known.has(role)) say(`nobody knows the role ${role}`)
      return [value]
    })
  const ids = new Set(architectures.map(({ id }) => id))
  for (const { id, extends: parents = [] } of architectures)
    for (const parent of parents) if (!ids.has(parent) || parent === id) problems.push(`schemas/standard/architectures/${id}.yaml: extends ${parent}, which is none`)
  return { roles, architectures, problems }
}

const split = (roles) => roles.split('|')

function* rolesOf({ components, flows }) {
  for (const { role } of [...components.required, ...components.recommended]) yield* split(role)
  for (const { from, to } of [...flows.required, ...flows.forbidden]) yield* [...split(from), ...split(to)]
}

/** An architecture with the parts of those that it extends: its own first, none twice, nothing of what it leaves out. */
export function resolved(architecture, byId) {
  const parents = (architecture.extends ?? []).map((id) => resolved(byId.get(id), byId))
  const out = new Set(architecture.without ?? [])
  const keeps = (roles) => split(roles).some((role) => !out.has(role))
  const merged = (pick, key, allowed) => {
    const seen = new Set()
    return [...pick(architecture), ...parents.flatMap((parent) => pick(parent).filter(allowed))].filter((part) => !seen.has(key(part)) && seen.add(key(part)))
  }
  const component = ({ role }) => role
  const flow = ({ from, to }) => `${from} ${to}`
  const required = merged(
    (a) => a.components.required,
    component,
    ({ role }) => keeps(role),
  )
  const roles = new Set(required.map(component))
  return {
    ...architecture,
    components: {
      required,
      recommended: merged(
        (a) => a.components.recommended,
        component,
        ({ role }) => keeps(role),
      ).filter(({ role }) => !roles.has(role)),
    },
    flows: {
      required: merged(
        (a) => a.flows.required,
        flow,
        ({ from, to }) => keeps(from) && keeps(to),
      ),
      forbidden: merged(
        (a) => a.flows.forbidden,
        flow,
        () => true,
      ),
    },
    controls: merged(
      (a) => a.controls,
      ({ text }) => text,
      () => true,
    ),
    failureModes: merged(
      (a) => a.failureModes,
      ({ id }) => id,
      () => true,
    ),
  }
}

/** What the engine needs of them. */
export function compiledArchitectures({ roles, architectures }) {
  const byId = new Map(architectures.map((architecture) => [architecture.id, architecture]))
  const requirement = ({ role, rules, ...rest }) => ({ roles: split(role), ...rest, ...(rules ? { subjects: rules } : {}) })
  const ends = ({ from, to, ...rest }) => ({ from: split(from), to: split(to), ...rest })
  return {
    roles,
    architectures: architectures.map((own) => {
      const { id, title, summary, names, patterns, components, flows, failureModes } = resolved(own, byId)
      return {
        id,
        title,
        summary,
        extends: own.extends ?? [],
        names,
        patterns,
        required: components.required.map(requirement),
        recommended: components.recommended.map(requirement),
        flows: flows.required.map(ends),
        forbidden: flows.forbidden.map(ends),
        failureModes,
      }
    }),
  }
}
