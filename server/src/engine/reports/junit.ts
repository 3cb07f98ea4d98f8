import type { Finding } from '../analysis/types.ts'
import type { RunReport } from './types.ts'
import { findingsOf, positionsIn } from './types.ts'

/** JUnit XML: one suite a document, one case a finding (errors fail, the others are passed cases with output); a document without findings is one passed case. */
export function formatJunit(run: RunReport): string {
  const failures = findingsOf(run).filter((finding) => !finding.waiver && finding.severity === 'error').length
  const suites: string[] = []
  let tests = 0
  for (const file of run.files) {
    if (!file.analysis.recognition && file.findings.length === 0) continue
    const open = file.findings.filter((finding) => !finding.waiver)
    const cases = open.length === 0 ? [`    <testcase name="no findings" classname="${attribute(file.path)}"/>`] : open.map((finding) => testCase(run, finding))
    tests += cases.length
    suites.push(
      `  <testsuite name="${attribute(file.path)}" tests="${cases.length}" failures="${open.filter((finding) => finding.severity === 'error').length}">\n${cases.join('\n')}\n  </testsuite>`,
    )
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plumbline" tests="${tests}" failures="${failures}">\n${suites.map((suite) => suite + '\n').join('')}</testsuites>\n`
}

function testCase(run: RunReport, finding: Finding): string {
  const { start } = positionsIn(run, finding.path, finding.range)
  const body = text(`${finding.path}:${start.line + 1}:${start.character + 1} ${finding.severity} ${finding.rule}\n${finding.message}\nwhy: ${finding.why}\nhelp: ${finding.help}`)
  const name = attribute(`${finding.rule} ${start.line + 1}:${start.character + 1}`)
  const inner =
    finding.severity === 'error' ? `<failure type="${attribute(finding.rule)}" message="${attribute(finding.message)}">${body}</failure>` : `<system-out>${body}</system-out>`
  return `    <testcase name="${name}" classname="${attribute(finding.path)}">${inner}</testcase>`
}

/** XML 1.0 knows no control characters, lone surrogates or noncharacters, not even escaped. */
const legal = (value: string): string => value.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
const text = (value: string): string => legal(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const attribute = (value: string): string => text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;')
