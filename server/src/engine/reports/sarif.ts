import type { Finding } from '../analysis/types.ts'
import type { Fix, RuleMeta, Severity } from '../rules/types.ts'
import type { Range } from '../text/range.ts'
import type { RunReport } from './types.ts'
import { compareText, findingsOf, positionsIn } from './types.ts'

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' }

/** SARIF 2.1.0: rules with their metadata, fixes, waivers as suppressions, stable fingerprints; columns in UTF-16 code units from 1. */
export function formatSarif(run: RunReport): string {
  const findings = findingsOf(run)
  const names = [...new Set(findings.map((finding) => finding.rule))].sort(compareText)
  const failures = findings.filter((finding) => finding.rule === 'internal-error')
  const skipped = run.skipped.map(({ path, reason, named }) => notification(named ? 'error' : 'warning', `${path} ${reason}`, path))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Plumbline',
            semanticVersion: run.version,
            version: run.version,
            rules: names.map((name) => ruleDescriptor(name, run.rule(name), findings)),
          },
          ...(run.packs.length > 0 ? { extensions: run.packs.map(({ name, version, digest }) => ({ name, version, properties: { digest } })) } : {}),
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'Root of the workspace that was checked' } } },
        invocations: [
          {
            executionSuccessful: failures.length === 0 && !run.skipped.some((file) => file.named),
            toolExecutionNotifications: [...skipped, ...failures.map((finding) => notification('error', finding.message, finding.path))],
          },
        ],
        results: findings.map((finding) => result(run, finding, names)),
      },
    ],
  }
  return JSON.stringify(log, null, 2) + '\n'
}

function ruleDescriptor(name: string, meta: RuleMeta | undefined, findings: readonly Finding[]): object {
  const sample = findings.find((finding) => finding.rule === name)!
  if (!meta) {
    return {
      id: name,
      name,
      shortDescription: { text: name },
      fullDescription: { text: sample.why || name },
      ...uriOf('helpUri', sample.docs),
      help: { text: sample.help || name },
      properties: { tags: [sample.category] },
    }
  }
  const severities: readonly string[] = typeof meta.severity === 'string' ? [meta.severity, meta.severity, meta.severity, meta.severity] : meta.severity
  const strongest = (['error', 'warning', 'info'] as const).find((severity) => severities.includes(severity)) ?? 'info'
  const references = meta.references.length > 0 ? `\n\nReferences: ${meta.references.join('; ')}` : ''
  return {
    id: name,
    name,
    shortDescription: { text: meta.title },
    fullDescription: { text: meta.why },
    ...uriOf('helpUri', sample.docs),
    help: { text: `${meta.help}\n\nSatisfied by: ${meta.satisfiedBy}${references}`, markdown: `${meta.help}\n\n**Satisfied by:** ${meta.satisfiedBy}${references}` },
    defaultConfiguration: { enabled: true, level: LEVEL[strongest] },
    properties: { id: meta.id, tags: [meta.category, ...(meta.core ? ['core'] : [])], severityByTier: severities, kinds: meta.kinds, precision: 'high' },
  }
}

function result(run: RunReport, finding: Finding, names: readonly string[]): object {
  return {
    ruleId: finding.rule,
    ruleIndex: names.indexOf(finding.rule),
    level: LEVEL[finding.severity],
    kind: 'fail',
    message: { text: finding.help === '' ? finding.message : `${finding.message}\n\n${finding.help}` },
    locations: [{ physicalLocation: physicalLocation(run, finding.path, finding.range) }],
    ...(finding.related.length > 0
      ? {
          relatedLocations: finding.related.map(({ path, range, message }, i) => ({ id: i + 1, message: { text: message }, physicalLocation: physicalLocation(run, path, range) })),
        }
      : {}),
    partialFingerprints: { 'plumblineFingerprint/v1': finding.fingerprint },
    ...(finding.fixes.length > 0 ? { fixes: finding.fixes.map((fix) => sarifFix(run, fix)) } : {}),
    suppressions: finding.waiver
      ? [
          {
            kind: 'inSource',
            status: 'accepted',
            justification: finding.waiver.reason || 'no reason given',
            ...(finding.waiver.expires || finding.waiver.approver
              ? {
                  properties: { ...(finding.waiver.expires ? { expires: finding.waiver.expires } : {}), ...(finding.waiver.approver ? { approver: finding.waiver.approver } : {}) },
                }
              : {}),
          },
        ]
      : [],
    properties: { category: finding.category, severity: finding.severity },
  }
}

/** Fixes that change several files give one change a file, edits in order. */
function sarifFix(run: RunReport, fix: Fix): object {
  const paths = [...new Set(fix.edits.map((edit) => edit.path))].sort(compareText)
  return {
    description: { text: fix.title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: fix.edits.filter((edit) => edit.path === path).map(({ edit }) => ({ deletedRegion: region(run, path, edit.range), insertedContent: { text: edit.newText } })),
    })),
    properties: { safe: fix.safe },
  }
}

function physicalLocation(run: RunReport, path: string, range: Range): object {
  return { artifactLocation: artifact(path), region: region(run, path, range) }
}

function region(run: RunReport, path: string, range: Range): object {
  const { start, end } = positionsIn(run, path, range)
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}

const artifact = (path: string): object => ({ uri: path.toWellFormed().split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' })

const notification = (level: 'error' | 'warning', text: string, path: string): object => ({
  level,
  message: { text },
  locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
})

const uriOf = (key: string, uri: string): object => (/^https?:\/\//.test(uri) ? { [key]: uri } : {})
