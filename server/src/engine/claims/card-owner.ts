import type { DocumentView } from '../documents/document.ts'
import { findPlaceholders } from '../documents/placeholders.ts'
import { described } from './types.ts'
import type { Claim } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './units.ts'

/** The rule that asks for an owner. */
const SUBJECT = 'missing-owner'

/** Labels and headings below which a card names who answers for its model. */
const LABEL =
  /\b(?:(?:developed|created|built|published|provided|released|maintained|owned) by|(?:person or )?organi[sz]ation developing|developers?|maintainers?|(?:project |model )?team|provider|publisher|contact|(?:questions|comments|feedback|issues))\b/i

/** `The model was developed by researchers at OpenAI`, `Maintained by the Vision team`; whoever it is bears a name. */
const MADE_BY =
  /(?:^|\b(?:model|models|checkpoints?|weights|system|it)\b[^.;]{0,80}\b)(?:developed|created|built|published|released|maintained|owned)(?: and \w+)? by (?:(?:the|a|our) )?(?:(?:researchers?|engineers?|people|team|members?) (?:at|from|of) (?:the )?)?(.{1,20})/i
const NAMED = /^\p{Lu}/u

/** `Questions can be sent via the repository`. */
const ASK =
  /\b(?:questions?|comments?|feedback|issues?|bugs?|contact|reach|write)\b[^.;]{0,120}\b(?:https?:|[\w.+-]+@[\w-]+\.|git\s?hub|form|repository|tracker|discussions?|forum|mail|slack|discord)\b/i

/** Somebody: a name, an address. */
const SOMEBODY = /\p{Lu}[\p{L}\d’'-]+|[\w.+-]+@[\w-]+\.\w|https?:\/\/\S/u

/** Longer texts are sentences, and read as such. */
const LONGEST = 160

/** What a unit may say of who answers: a sentence does, a label asks for somebody beside or below it. */
function statesOwner({ text, lead, headings, void: voided }: Unit): 'said' | 'asked' | undefined {
  if (voided || text.endsWith('?')) return undefined
  if (NAMED.test(MADE_BY.exec(text)?.[1] ?? '') || ASK.test(text)) return 'said'
  const label = lead !== '' ? lead : (headings.at(-1) ?? '')
  return label.length <= 80 && text.length <= LONGEST && LABEL.test(label) ? 'asked' : undefined
}

const facts = unitFacts(statesOwner)

/** That a model card says who made its model or where to turn to: such a card is published, and its reader wants no more of an owner. */
export function cardOwner(document: DocumentView): Claim | undefined {
  if (document.recognition?.kind !== 'model-card') return undefined
  const { text } = document
  for (const { unit, fact } of facts(document)) {
    // As written: plain words have neither addresses nor the brackets of a placeholder.
    const lineEnd = text.indexOf('\n', unit.range.end)
    const line = text.slice(text.lastIndexOf('\n', unit.range.start - 1) + 1, lineEnd < 0 ? text.length : lineEnd)
    if (findPlaceholders(line).length > 0) continue
    const answer = unit.lead === '' ? line : line.slice(line.search(/:|\|/) + 1)
    if (fact === 'said' || SOMEBODY.test(answer)) return described(SUBJECT, unit)
  }
  return undefined
}
