// Checklists, framework mappings and key figures of the standard, checked and put together.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

/**
 * `{ checklists, frameworks, metrics }` as the engine reads them. `readYaml(path)` reads a file, `say(words)` takes complaints.
 */
export function compileChecklists(root, readYaml, say) {
  const standard = join(root, 'schemas/standard')
  const schema = (name) => JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'))
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true, allErrors: true })
  ajv.addSchema(schema('control'))
  const folder = (name, kind) => {
    const validate = ajv.compile(schema(kind))
    return readdirSync(join(standard, name))
      .filter((file) => file.endsWith('.yaml'))
      .toSorted()
      .flatMap((file) => checked(readYaml(join(standard, name, file)), validate, `${name}/${file}`))
  }
  const checked = (value, validate, file) => {
    if (value === undefined) return []
    if (!validate(value)) for (const error of validate.errors) say(`schemas/standard/${file}: ${error.instancePath || 'the file'} ${error.message}`)
    return [value]
  }
  const checklists = folder('checklists', 'checklist')
  const frameworks = folder('frameworks', 'framework')
  const [metrics = []] = checked(readYaml(join(standard, 'metrics.yaml')), ajv.compile(schema('metrics')), 'metrics.yaml')
  const ids = checklists.flatMap(({ areas }) => areas.flatMap(({ items }) => items.map(({ id }) => id)))
  for (const [i, id] of ids.entries()) if (ids.indexOf(id) !== i) say(`schemas/standard/checklists: ${id} occurs twice`)
  for (const { id, areas } of checklists)
    for (const item of areas.flatMap(({ items }) => items))
      for (const name of item.contradicts ?? [])
        if (!item.rules.includes(name)) say(`schemas/standard/checklists: ${id} ${item.id} contradicts ${name}, which is none of its rules`)
  for (const { id, clauses = [], sections = [] } of frameworks)
    for (const { items = [] } of [...clauses, ...sections.flatMap(({ tests }) => tests)])
      for (const item of items) if (!ids.includes(item)) say(`schemas/standard/frameworks/${id}.yaml: there is no item ${item}`)
  return { checklists, frameworks, metrics }
}
