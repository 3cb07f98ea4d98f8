import { findPlaceholders } from '../documents/placeholders.ts'
import type { Mentions } from './mentions.ts'
import { described } from './types.ts'
import type { PlainReader } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './unit.ts'

/** The rule that asks for an owner. */
const SUBJECT = 'missing-owner'

/** Labels and headings below which a card names who answers for its model. */
const LABEL =
  /\b(?:(?:developed|created|built|published|provided|released|maintained|owned) by|(?:person or )?organi[sz]ation developing|developers?|maintainers?|(?:project |model )?team|provider|publisher|contact|(?:questions|comments|feedback|issues))\b/i

/** `The model was developed by researchers at OpenAI`, `Maintained by the Vision team`; whoever it is bears a name. */
const MADE_BY =
  /(?:^|\b(?:model|models|checkpoints?|weights|system|it)\b[^.;]{0,80}\b)(?:developed|created|built|published|released|maintained|owned)(?: and \w+)? by (?:(?:the|a|our) )?(?:(?:researchers?|engineers?|people|team|members?) (?:at|from|of) (?:the )?)?(.{1,20})/gi
const NAMED = /^\p{Lu}/u

/** `Questions can be sent via the repository`. */
const ASK =
  /\b(?:questions?|comments?|feedback|issues?|bugs?|contact|reach|write)\b[^.;]{0,120}\b(?:https?:|[\w.+-]+@[\w-]+\.|git\s?hub|form|repository|tracker|discussions?|forum|mail|slack|discord)\b/gi

/** The same where an address is what it ends in, which plain words do not have. */
const ASK_AT = /\b(?:questions?|comments?|feedback|issues?|bugs?|contact|reach|write)\b[^.;]{0,80}\b(?:to|at|via|through|by|on|us)\b/gi
const ADDRESS = /https?:\/\/\S|[\w.+-]+@[\w-]+\.\w/

/** Somebody: a name, an address. */
const SOMEBODY = /\p{Lu}[\p{L}\d’'-]+|[\w.+-]+@[\w-]+\.\w|https?:\/\/\S/u

/** An answer as a whole. */
const WHOLE = /^[^]+$/g
/** Behind it, more is said of who it is. */
const OVER = /[.;(](?=\s|$)|\(/
/** Longer texts are sentences, and read as such. */
const LONGEST = 160

/** What is struck through or hidden on a line as it is written. */
const STRUCK = /~~[^~]*~~|<!--[^]*?(?:-->|$)/g

/** So much of a line is looked at around what it says. */
const AROUND = 400

/** What a unit may say of who answers: a sentence does, a label asks for somebody beside or below it. */
function statesOwner(unit: Unit, mentions: Mentions): 'said' | 'addressed' | 'asked' | undefined {
  const { text, lead, headings } = unit
  if (unit.void || text.endsWith('?')) return undefined
  const made = mentions.claimed(unit, MADE_BY)
  if ((made && NAMED.test(made[1]!)) || mentions.claimed(unit, ASK)) return 'said'
  const label = lead !== '' ? lead : (headings.at(-1) ?? '')
  if (label.length <= 80 && text.length <= LONGEST && LABEL.test(label) && mentions.claimed(unit, WHOLE, ['deny'])) return 'asked'
  return mentions.claimed(unit, ASK_AT) ? 'addressed' : undefined
}

/** That a model card says who made its model or where to turn to: such a card is published, and its reader wants no more of an owner. */
export function cardOwnerReader(mentions: Mentions): PlainReader {
  const facts = unitFacts((unit) => statesOwner(unit, mentions))
  return (document) => {
    if (document.recognition?.kind !== 'model-card') return []
    const { text } = document
    for (const { unit, fact } of facts(document)) {
      // As written: plain words have neither addresses nor the brackets of a placeholder.
      const before = text.slice(Math.max(0, unit.range.start - AROUND), unit.range.start)
      const behind = text.slice(unit.range.start, unit.range.end + AROUND)
      const end = behind.indexOf('\n', unit.range.end - unit.range.start)
      const line = (before.slice(before.lastIndexOf('\n') + 1) + behind.slice(0, end < 0 ? behind.length : end)).replace(STRUCK, '')
      if (findPlaceholders(line).length > 0) continue
      const answer = unit.lead === '' ? line : line.slice(line.search(/:|\|/) + 1)
      if (fact === 'said' || (fact === 'addressed' && ADDRESS.test(line)) || (SOMEBODY.test(answer) && !mentions.isOpen(answer.split(OVER, 1)[0]!)))
        return [described(SUBJECT, unit)]
    }
    return []
  }
}
