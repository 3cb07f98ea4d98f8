import type { RunReport } from './types.ts'
import { findingsOf, positionsIn, summarise } from './types.ts'

/** The machine-readable report, version 1 (schemas/findings.schema.json). The same run gives the same bytes; nothing in it depends on machine or clock. */
export function formatJson(run: RunReport): string {
  const report = {
    version: 1,
    tool: { name: 'plumbline', version: run.version, packs: run.packs.map(({ name, version, digest }) => ({ name, version, digest })) },
    summary: summarise(run),
    documents: run.files.flatMap(({ path, analysis }) =>
      analysis.recognition ? [{ path, kind: analysis.recognition.kind, tier: analysis.tier ?? null, stage: analysis.stage ?? null, model: analysis.model ?? null }] : [],
    ),
    findings: findingsOf(run).map((finding) => ({
      rule: finding.rule,
      category: finding.category,
      severity: finding.severity,
      path: finding.path,
      range: positionsIn(run, finding.path, finding.range),
      message: finding.message,
      why: finding.why,
      help: finding.help,
      docs: finding.docs,
      related: finding.related.map(({ path, range, message }) => ({ path, range: positionsIn(run, path, range), message })),
      fixable: finding.fixes.length > 0,
      fingerprint: finding.fingerprint,
      waiver: finding.waiver ? { reason: finding.waiver.reason, expires: finding.waiver.expires, approver: finding.waiver.approver } : null,
    })),
  }
  return JSON.stringify(report, null, 2) + '\n'
}
