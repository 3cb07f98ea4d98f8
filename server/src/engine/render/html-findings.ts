import type { Finding } from '../analysis/types.ts'
import { xml } from '../diagram/svg.ts'
import { compareText, plural, SEVERITY_RANK } from '../reports/index.ts'
import { htmlText } from './html-text.ts'

/** A finding with its place as the report names it. */
export interface Found {
  /** `path:line`, or the path alone. */
  readonly where: string
  readonly finding: Finding
}

/** The findings of one document, the worst first. */
export interface FoundIn {
  readonly path: string
  /** Anchor of its part of the report. */
  readonly id: string
  readonly findings: readonly (Found & { readonly line: string })[]
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** Findings by document: documents with the most errors first, then warnings, then hints. A document of several models is named once. */
export function byDocument(all: readonly Found[]): readonly FoundIn[] {
  const groups = new Map<string, Map<string, FoundIn['findings'][number]>>()
  for (const { where, finding } of all) {
    const [, path, line] = /^([\s\S]*?)(?::(\d+))?$/.exec(where)!
    const group = groups.get(path!) ?? new Map<string, FoundIn['findings'][number]>()
    groups.set(path!, group.set(`${finding.fingerprint} ${finding.range.start}`, { where, finding, line: line ?? '' }))
  }
  const documents = [...groups].map(([path, group]) => {
    const findings = [...group.values()].sort((a, b) => SEVERITY_RANK[b.finding.severity] - SEVERITY_RANK[a.finding.severity] || a.finding.range.start - b.finding.range.start)
    const count = (severity: Finding['severity']): number => findings.filter(({ finding }) => finding.severity === severity).length
    return { path, findings, errors: count('error'), warnings: count('warning'), infos: count('info') }
  })
  return documents
    .sort((a, b) => b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos || compareText(a.path, b.path))
    .map((document, i) => ({ ...document, id: `d${i}` }))
}

/** Findings by severity. */
export type Counts = Pick<FoundIn, 'errors' | 'warnings' | 'infos'>

/** All findings of these documents together. */
export const totalOf = (documents: readonly Counts[]): Counts =>
  documents.reduce((sum, { errors, warnings, infos }) => ({ errors: sum.errors + errors, warnings: sum.warnings + warnings, infos: sum.infos + infos }), {
    errors: 0,
    warnings: 0,
    infos: 0,
  })

/** `2 errors, 1 hint`. */
export const countsOf = ({ errors, warnings, infos }: Counts): string =>
  [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : '', infos > 0 ? plural(infos, 'hint') : ''].filter(Boolean).join(', ') || 'no findings'

/** The findings of each document: errors in sight, what weighs less folded below them. */
export function findingsSection(documents: readonly FoundIn[]): string {
  if (documents.length === 0) return ''
  const parts = documents.map((document) => {
    const errors = document.findings.filter(({ finding }) => finding.severity === 'error')
    const others = document.findings.filter(({ finding }) => finding.severity !== 'error')
    const counts = countsOf({ ...document, errors: 0 })
    const folded =
      others.length === 0 ? '' : errors.length === 0 ? findingTable(others) : `<details><summary>${xml(document.path)}: ${counts}</summary>${findingTable(others)}</details>`
    return `<details id="${document.id}"${errors.length > 0 ? ' open' : ''}><summary><strong>${xml(document.path)}</strong> <span class="faint">${countsOf(document)}</span></summary>${errors.length > 0 ? findingTable(errors) : ''}${folded}</details>`
  })
  return `<section aria-labelledby="findings"><h2 id="findings">Findings by document</h2>\n${parts.join('\n')}\n</section>`
}

function findingTable(findings: FoundIn['findings']): string {
  const rows = findings.map(
    ({ line, finding: { severity, message, rule, why, help } }) =>
      `<tr class="${severity}"><td class="state">${severity === 'info' ? 'hint' : severity}</td><td class="number">${line}</td><th scope="row">${htmlText(message)} <span class="faint">${xml(rule)}</span><div class="faint">${htmlText(why)}</div></th><td>${htmlText(help)}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">Severity</th><th scope="col" class="number">Line</th><th scope="col">What, and why it matters</th><th scope="col">Next step</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}
