import type { DocumentKind } from '../documents/kinds.ts'
import adrFrontMatter from '../../../../schemas/adr.front-matter.schema.json' with { type: 'json' }
import commonFrontMatter from '../../../../schemas/front-matter-common.schema.json' with { type: 'json' }
import designFrontMatter from '../../../../schemas/ml-design-doc.front-matter.schema.json' with { type: 'json' }
import modelCardFrontMatter from '../../../../schemas/model-card.front-matter.schema.json' with { type: 'json' }
import modelManifest from '../../../../schemas/model-manifest.schema.json' with { type: 'json' }
import pack from '../../../../schemas/pack.schema.json' with { type: 'json' }
import checklistFrontMatter from '../../../../schemas/readiness-checklist.front-matter.schema.json' with { type: 'json' }
import roadmapFrontMatter from '../../../../schemas/roadmap.front-matter.schema.json' with { type: 'json' }
import runbookFrontMatter from '../../../../schemas/runbook.front-matter.schema.json' with { type: 'json' }
import systemCardFrontMatter from '../../../../schemas/system-card.front-matter.schema.json' with { type: 'json' }
import threatModelFrontMatter from '../../../../schemas/threat-model.front-matter.schema.json' with { type: 'json' }
import workspace from '../../../../schemas/workspace.schema.json' with { type: 'json' }

/** The keywords of JSON Schema that are read here. */
export interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly examples?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | boolean
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $defs?: Readonly<Record<string, Schema>>
}

/** A schema with the document that its references are relative to, and the name of the definition it came through. */
export interface SchemaPlace {
  readonly schema: Schema
  readonly root: Schema
  readonly definition: string | undefined
}

const ROOTS: Readonly<Partial<Record<DocumentKind, Schema>>> = {
  'model-manifest': modelManifest as unknown as Schema,
  workspace: workspace as unknown as Schema,
  pack: pack as unknown as Schema,
  adr: adrFrontMatter as unknown as Schema,
  'ml-design-doc': designFrontMatter as unknown as Schema,
  'model-card': modelCardFrontMatter as unknown as Schema,
  'readiness-checklist': checklistFrontMatter as unknown as Schema,
  roadmap: roadmapFrontMatter as unknown as Schema,
  runbook: runbookFrontMatter as unknown as Schema,
  'system-card': systemCardFrontMatter as unknown as Schema,
  'threat-model': threatModelFrontMatter as unknown as Schema,
}
const COMMON = commonFrontMatter as unknown as Schema

/** The schema of a kind: the whole document of a YAML kind, the front matter of a Markdown kind. */
export const schemaOf = (kind: DocumentKind): Schema | undefined => ROOTS[kind]

/** Every schema that applies to what stands at a path, references followed; empty where the schema says nothing of it. */
export function schemasAt(kind: DocumentKind, path: readonly (string | number)[]): readonly SchemaPlace[] {
  const root = schemaOf(kind)
  if (!root) return []
  let places = expand({ schema: root, root, definition: undefined }, 0)
  for (const step of path) {
    places = places.flatMap((place) => {
      const { schema } = place
      const property = typeof step === 'string' && schema.properties && Object.hasOwn(schema.properties, step) ? schema.properties[step] : undefined
      const open = typeof step === 'string' && typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
      const item = typeof step === 'number' && typeof schema.items === 'object' ? schema.items : undefined
      const next = property ?? item ?? open
      return next ? expand({ schema: next, root: place.root, definition: undefined }, 0) : []
    })
  }
  return places
}

/** The keys that may stand in the object at a path, in the order of the schema. */
export function keysAt(kind: DocumentKind, path: readonly (string | number)[]): readonly string[] {
  return [...new Set(schemasAt(kind, path).flatMap(({ schema }) => Object.keys(schema.properties ?? {})))]
}

/** The first description at a path, nearest to the field. */
export const describe = (kind: DocumentKind, path: readonly (string | number)[]): string | undefined =>
  schemasAt(kind, path).find(({ schema }) => schema.description)?.schema.description

function expand(place: SchemaPlace, depth: number): readonly SchemaPlace[] {
  if (depth > 12) return []
  const { schema } = place
  const places: SchemaPlace[] = [place]
  if (schema.$ref) {
    const target = resolve(schema.$ref, place.root)
    if (target) places.push(...expand(target, depth + 1))
  }
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) places.push(...expand({ ...place, schema: part }, depth + 1))
  return places
}

function resolve(ref: string, root: Schema): SchemaPlace | undefined {
  const [file, pointer = ''] = ref.split('#')
  const base = file ? COMMON : root
  if (!pointer) return { schema: base, root: base, definition: undefined }
  const name = pointer.slice(pointer.lastIndexOf('/') + 1)
  const schema = base.$defs?.[name]
  return schema ? { schema, root: base, definition: name } : undefined
}
