/** Words that put a matter off, whatever else is said with them. None of them occurs in the adequate passages of the labelled documents. */
export const DEFERRED =
  /\b(?:tbd|tbc|todo|tba|wip|to be (?:defined|decided|determined|done|agreed|written|clarified|discussed|named|confirmed|specified|added|filled|announced)|(?:will|shall) be (?:added|defined|decided|written|named|described|documented|specified|set up|clarified|addressed)|(?:comes?|follows?|planned|moved|postponed|deferred|left) (?:in|to|for|until) (?:phase|stage|version|release|iteration|v) ?(?:2|3|two|three)|(?:in|for) phase (?:2|3|two|three)|(?:moved|postponed|deferred|slipped|pushed) (?:back )?(?:to|until) (?:q[1-4]|h[12]|20\d\d|next (?:quarter|year|half|release)|spring|summer|autumn|winter)|next phase|coming soon|post-launch|after (?:the )?(?:launch|go-live|mvp)|out of scope|in (?:the )?future|on (?:the|our) (?:backlog|roadmap)|we (?:plan|intend|hope|aim|want) to|nice to have|under discussion|open (?:point|question|issue)|vacant|someday|yet to (?:be|do)|not (?:yet )?written|if time permits|sometime|when we (?:get round|have time))\b|\?\?\?/i

/** `Label: value`. */
export const LABELLED = /^\s*[^\s:.;,?!|(][^:.;?!|(\n]{0,40}:\s/

/** `2.1 `, `3.3.2. `, `(4) `, `§ 5 ` before a paragraph: numbering, not an amount. */
export const NUMBERING = /^\s*(?:\d+(?:\.\d+)+\.?|\(\d+\)|§+\s*\d+)\s+(?=[\p{Lu}*_"“(])/u

/** A template's own words: `_Describe how …_`, `[describe the rollback]`, `{{ owner }}`. */
export function isPrompt(block: string, words: string): boolean {
  const trimmed = block.trim()
  if (/^\[[^\]]*\]$/.test(words) || /^\{\{?[^}]*\}?\}$/.test(words)) return true
  return /^([_*])[^_*]+\1$/.test(trimmed) && /^(describe|explain|list|state|specify|provide|fill|insert|add|write|how |what |who |which |when |why )/i.test(words)
}
