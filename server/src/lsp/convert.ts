import type { CodeDescription, Diagnostic, DiagnosticRelatedInformation, Range as LspRange, TextEdit as LspTextEdit } from 'vscode-languageserver'
import { LineIndex } from '../engine/index.ts'
import type { Finding, Range, Severity, TextEdit } from '../engine/index.ts'
import type { DiagnosticData, FindingDto, RangeDto } from '../protocol/index.ts'
import type { Place } from './folders.ts'

/** Values of LSP's DiagnosticSeverity. */
const SEVERITY: Readonly<Record<Severity, 1 | 2 | 3>> = { error: 1, warning: 2, info: 3 }

/** What the client can show of a diagnostic. */
export interface DiagnosticSupport {
  readonly relatedInformation: boolean
  readonly codeDescription: boolean
}

/** Line indexes of the texts of one workspace, made when first asked for. Good for one conversion: texts change. */
export class Lines {
  readonly #place: Pick<Place, 'workspace'>
  readonly #indexes = new Map<string, LineIndex>()

  constructor(place: Pick<Place, 'workspace'>) {
    this.#place = place
  }

  of(path: string): LineIndex {
    let index = this.#indexes.get(path)
    if (!index) {
      index = new LineIndex(this.#place.workspace.text(path) ?? '')
      this.#indexes.set(path, index)
    }
    return index
  }
}

export const toRange = (lines: LineIndex, range: Range): LspRange => ({ start: lines.position(range.start), end: lines.position(range.end) })

export const toTextEdit = (lines: LineIndex, edit: TextEdit): LspTextEdit => ({ range: toRange(lines, edit.range), newText: edit.newText })

/** First line: what is wrong. Second: what to do next. Why it matters is a hover or the rule's page away, so that lists stay readable. */
export const toMessage = (finding: Finding): string => (finding.help === '' ? finding.message : `${finding.message}\n→ ${finding.help}`)

/** The one conversion of a finding to a diagnostic. */
export function toDiagnostic(finding: Finding, place: Place, lines: Lines, support: DiagnosticSupport): Diagnostic {
  const data: DiagnosticData = { rule: finding.rule, fingerprint: finding.fingerprint, fixable: finding.fixes.length > 0 }
  const diagnostic: Diagnostic = {
    range: toRange(lines.of(finding.path), finding.range),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    source: 'plumbline',
    message: toMessage(finding),
    data,
  }
  if (support.codeDescription && /^https?:\/\//.test(finding.docs)) diagnostic.codeDescription = { href: finding.docs } satisfies CodeDescription
  if (support.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((related): DiagnosticRelatedInformation => ({
      location: { uri: place.uriOf(related.path), range: toRange(lines.of(related.path), related.range) },
      message: related.message,
    }))
  }
  return diagnostic
}

/** A finding as the JSON output has it. */
export function toFindingDto(finding: Finding, lines: Lines): FindingDto {
  const range = (path: string, r: Range): RangeDto => toRange(lines.of(path), r)
  return {
    rule: finding.rule,
    category: finding.category,
    severity: finding.severity,
    path: finding.path,
    range: range(finding.path, finding.range),
    message: finding.message,
    why: finding.why,
    help: finding.help,
    docs: finding.docs,
    related: finding.related.map((r) => ({ path: r.path, range: range(r.path, r.range), message: r.message })),
    fixable: finding.fixes.length > 0,
    fingerprint: finding.fingerprint,
    waiver: finding.waiver ? { reason: finding.waiver.reason, expires: finding.waiver.expires, approver: finding.waiver.approver } : null,
  }
}
