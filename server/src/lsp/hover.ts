import type { Hover, TextDocumentPositionParams } from 'vscode-languageserver'
import { findRule } from '../engine/index.ts'
import type { Finding } from '../engine/index.ts'
import { Lines, toRange } from './convert.ts'
import { InvalidParams, uriOf } from './guard.ts'
import type { Session } from './session.ts'
import { uriKey } from './uri.ts'

const SHOWN = 3

/** `textDocument/hover` over a finding: what the diagnostic leaves out, why it matters and what would satisfy the rule. */
export function hover(session: Session, params: TextDocumentPositionParams): Hover | null {
  const uri = uriOf(params)
  if (!params.position) throw new InvalidParams('position is missing')
  const known = session.findings(uriKey(uri))
  if (!known) return null
  const index = new Lines(known.place).of(known.place.path)
  const offset = index.offset(params.position)
  const here = known.findings.filter((f) => f.range.start <= offset && offset <= f.range.end)
  if (here.length === 0) return null
  const shown = here.slice(0, SHOWN).map((finding) => (session.facts.markdownHover ? markdown(finding) : plain(finding)))
  if (here.length > SHOWN) shown.push(`and ${here.length - SHOWN} more`)
  const value = shown.join(session.facts.markdownHover ? '\n\n---\n\n' : '\n\n')
  return { contents: { kind: session.facts.markdownHover ? 'markdown' : 'plaintext', value }, range: toRange(index, here[0]!.range) }
}

function markdown(finding: Finding): string {
  const name = /^https?:\/\/[^\s()<>]+$/.test(finding.docs) ? `[${finding.rule}](${finding.docs})` : `\`${finding.rule}\``
  const satisfied = findRule(finding.rule)?.satisfiedBy
  return [`**${escape(finding.message)}** ${name}`, escape(finding.why), satisfied && `**Satisfied by:** ${escape(satisfied)}`, finding.help && `**Next:** ${escape(finding.help)}`]
    .filter(Boolean)
    .join('\n\n')
}

function plain(finding: Finding): string {
  const satisfied = findRule(finding.rule)?.satisfiedBy
  return [`${finding.message} (${finding.rule})`, finding.why, satisfied && `Satisfied by: ${satisfied}`, finding.help && `Next: ${finding.help}`].filter(Boolean).join('\n')
}

/** Messages quote the document: its words must not become links, images or HTML. Code spans stay, unless one is left open. */
function escape(text: string): string {
  const parts = text.split('`')
  const closed = parts.length % 2 === 1
  return parts.map((part, i) => (closed && i % 2 === 1 ? `\`${part}\`` : part.replace(/[\\*_[\]<>!#|~&]/g, '\\$&'))).join(closed ? '' : '\\`')
}
