import { dateOf, daysBetween } from '../../documents/dates.ts'
import { modelReference, statedStage } from '../../documents/identity.ts'
import { fieldAt, entriesAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days before its end from which a dependency is one to leave: the domain's figure. */
const SOON = 90

export default defineRule({
  id: 'PL-LIF-008',
  name: 'deprecated-dependency',
  category: 'lifecycle',
  title: 'Depends on something that ends',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'Models of providers, parents and contracts that are in service for more than 90 days',
  why: 'A provider switches its model off on the day it announced, whatever depends on it',
  help: 'Move to the successor, and evaluate it before the date',
  references: ['Role blueprint S18: dependency governance'],
  examples: {
    good: [sampleManifest('llm: {providers: [{name: bedrock, model: m, versionPin: m-1, deprecationDate: 2199-01-01}]}')],
    bad: [
      sampleManifest('llm: {providers: [{name: bedrock, model: m, versionPin: m-1, deprecationDate: 2025-01-01}]}'),
      {
        title: 'The parent is retired',
        path: 'parcel-eta.model.yaml',
        text: `//- path: parcel-eta.model.yaml\n${sampleManifest('model: {type: regression, origin: fine-tuned}\nlineage: {parentModel: {name: parcel-base, version: 1.0.0}}').text}//- path: base.model.yaml\napiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: parcel-base, version: 1.0.0}\nspec: {lifecycle: {stage: retired}}\n`,
      },
    ],
  },
  *check({ document: { root }, model, today, workspace }): Iterable<Report> {
    for (const { node } of entriesAt(root, 'spec.llm.providers')) {
      const at = fieldAt(node, 'deprecationDate')
      const date = dateOf(textAt(node, 'deprecationDate'))
      if (!at || date === undefined) continue
      const left = daysBetween(today, date)
      const name = textAt(node, 'versionPin') ?? textAt(node, 'model') ?? textAt(node, 'name') ?? 'a model'
      if (left < SOON)
        yield { range: at.range, message: left < 0 ? `${model} depends on ${name}, which ended on ${date}` : `${model} depends on ${name}, which ends on ${date}, in ${left} days` }
    }
    const parent = fieldAt(root, 'spec.lineage.parentModel.name')
    // An object has a null prototype and no text; the schema says that it is none.
    if (typeof parent?.value !== 'string') return
    for (const path of workspace.manifestsNamed(parent.value)) {
      const other = workspace.document(path)
      if (!other || modelReference(other)?.name !== parent.value) continue
      const stage = statedStage(other)
      if (stage === 'retired' || stage === 'deprecated')
        yield {
          range: parent.range,
          message: `${model} depends on ${parent.value}, which is ${stage}`,
          related: [{ path, range: other.titleRange, message: `Its stage is ${stage}` }],
        }
    }
  },
})
