import { isAdequate } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { allSections } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import type { Report, RuleContext } from '../rules/types.ts'
import { contains } from '../text/range.ts'
import type { Range } from '../text/range.ts'
import { linkFix } from './link-fix.ts'
import { clip } from './messages.ts'
import { namesMatter, namesMatterFirst } from './nearest.ts'
import type { Control } from './types.ts'

/** Where a document beside the one under analysis answers for a control. */
interface Beside {
  readonly document: DocumentView
  /** Whether the document under analysis links it: then nothing is missing. */
  readonly linked: boolean
  readonly range: Range
  /** The words; none where the document as a whole is what is asked for. */
  readonly claim: Claim | undefined
}

/** Kinds that tell who runs and guards a model, and not who answers for it and at which risk. */
const OF_OPERATION: ReadonlySet<DocumentKind> = new Set(['runbook', 'threat-model'])

/** The sections that hold a place, the outermost first. */
const sectionsAround = ({ sections }: DocumentView, range: Range): readonly Section[] =>
  sections ? allSections(sections).filter((section) => section.heading !== undefined && contains(section.range, range)) : []

/** Whether a claim surely is about the matter: words or headings name it, and nothing speaks against it. Stricter than for words of the document itself, which has no others. */
const isSure = (control: Control, document: DocumentView, { standing, reason, quote, range }: Claim): boolean =>
  isAdequate(standing) && reason === undefined && (namesMatterFirst(control, quote) || sectionsAround(document, range).some(({ heading }) => namesMatter(control, heading!.text)))

/** The document of the project that answers for a control where the one under analysis does not; one that is linked before others. */
export function besideFor(control: Control, { document, workspace }: RuleContext): Beside | undefined {
  if (control.onlyWhenDescribed) return undefined
  let found: Beside | undefined
  for (const { document: other, linked } of workspace.siblings(document)) {
    if (found && !linked) continue
    const kind = other.recognition!.kind
    if (control.category === 'governance' && OF_OPERATION.has(kind)) continue
    // Where a document of its kind is asked for, it need not say what it is.
    const whole = control.linked?.kind === kind
    const claim = whole ? undefined : workspace.claimsOf(other.path, control.subject).find((own) => isSure(control, other, own))
    if (!claim && !whole) continue
    found = { document: other, linked, range: claim?.range ?? other.titleRange, claim }
    if (linked) return found
  }
  return found
}

/** What the matter of a control is called: the heading of its section, in running text. */
function matterOf({ fix, title }: Control): string {
  const heading = (fix.markdown?.split('\n', 1)[0] ?? title).replace(/^#+\s*/, '')
  return /^\p{Lu}\p{Ll}/u.test(heading) ? heading[0]!.toLowerCase() + heading.slice(1) : heading
}

/** The path by which a document at `from` links another, both relative to the workspace. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  let same = 0
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/')
}

const SAY: Readonly<Partial<Record<DocumentKind, string>>> = { runbook: 'a runbook', 'model-card': 'a model card', 'threat-model': 'a threat model' }

/**
 * Makes of a finding that a matter is missing the finding that it is not linked. Where the document says something of the matter itself, its words stay what the finding is about.
 */
export function unlinked(report: Report, stated: boolean, control: Control, document: DocumentView, section: Section | undefined, beside: Beside): Report {
  const { document: other, range, claim } = beside
  const path = relativePath(document.path, other.path)
  const line = other.lines.position(range.start).line + 1
  const says = claim ? `${path} describes ${matterOf(control)} (line ${line})` : `${path} is ${SAY[other.recognition!.kind] ?? 'there'}`
  return {
    ...report,
    message: stated ? report.message : `${says}, but this document does not link it`,
    help: `${stated ? `${says}: link` : 'Link'} it where readers of this document look for that; if it is about another model, write here what holds for this one`,
    related: [{ path: other.path, range, message: claim ? `Described here: '${clip(claim.quote, 100)}'` : 'It stands here' }, ...(report.related ?? [])],
    fixes: [...linkFix(document, control, section, other, range, path), ...(report.fixes ?? [])],
    // Words that put a matter off mislead whoever reads them, whatever another document says.
    lower: !stated,
  }
}
