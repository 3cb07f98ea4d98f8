import type { Finding } from '../analysis/types.ts'
import { formatMarkdown, plural, summarise } from '../reports/index.ts'
import type { RunReport } from '../reports/index.ts'
import { htmlReport } from './html-report.ts'
import type { ModelReport } from './model-report.ts'
import { scoreLine } from './readiness-text.ts'
import { markdownWords, STATE_WORDS, verdictOf } from './words.ts'

/** One workspace of a run: its models, and what stands before its paths in the report. */
export interface RunModels {
  readonly prefix: string
  readonly models: readonly ModelReport[]
}

/** Models as the run shows them: only findings that passed its filters, paths as reported. */
function modelsOf(run: RunReport, parts: readonly RunModels[]): readonly ModelReport[] {
  const kept = new Set(run.files.flatMap(({ findings }) => findings.map(({ path, fingerprint }) => `${path}\n${fingerprint}`)))
  return parts.flatMap(({ prefix, models }) =>
    models.map((model) => ({
      ...model,
      findings: model.findings.filter(({ path, fingerprint }) => kept.has(`${prefix}${path}\n${fingerprint}`)),
      where: (place: Parameters<ModelReport['where']>[0]) => prefix + model.where(place),
    })),
  )
}

/** `check --format html`: every model with picture, checklist, evidence and findings; then the findings of all other documents. */
export function runHtml(run: RunReport, parts: readonly RunModels[], asOf: string): string {
  const models = modelsOf(run, parts)
  const shown = new Set(parts.flatMap(({ prefix, models: own }) => own.flatMap(({ readiness }) => readiness.documents.map(({ place }) => prefix + place.path))))
  const others = run.files
    .filter(({ path }) => !shown.has(path))
    .flatMap(({ findings }) => findings.filter(({ waiver }) => waiver === null).map((finding) => ({ where: whereIn(run, finding), finding })))
  return htmlReport({ title: 'Architecture review', tool: `plumbline ${run.version}`, asOf, models, others, summary: summaryLine(run, models) })
}

const whereIn = (run: RunReport, { path, range }: Finding): string => {
  const lines = run.linesOf(path)
  return lines ? `${path}:${lines.lineOf(range.start) + 1}` : path
}

function summaryLine(run: RunReport, models: readonly ModelReport[]): string {
  const { documents, errors, warnings, infos, waived } = summarise(run)
  return `${plural(models.length, 'model')}, ${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'hint')}, ${waived} waived`
}

const OPEN_ITEMS = 30

/** `check --format markdown`: the findings, and of each model the verdict, its picture and what is open. */
export function runMarkdown(run: RunReport, parts: readonly RunModels[]): string {
  const out = [formatMarkdown(run).trimEnd(), '']
  for (const { readiness, pictures, where } of modelsOf(run, parts)) {
    const { model, version, items, progress } = readiness
    out.push(
      `## Model ${markdownWords(model)}${version === null ? '' : ` ${markdownWords(version)}`}`,
      '',
      `**${verdictOf(readiness)}**${progress.percent === null ? '' : `, ${progress.percent} % closed`}. ${scoreLine(readiness)}.`,
      '',
    )
    const [picture] = pictures
    if (picture) out.push('<details><summary>Architecture</summary>', '', '```mermaid', picture.mermaid.trimEnd(), '```', '', '</details>', '')
    const open = items.filter(({ demand, state }) => demand === 'required' && state !== 'passed' && state !== 'waived' && state !== 'not-applicable')
    if (open.length > 0) {
      out.push('<details><summary>Open items of the checklist</summary>', '', '| | Item | State | Why | Evidence |', '|---|---|---|---|---|')
      for (const item of open.slice(0, OPEN_ITEMS)) {
        const { sign, word } = STATE_WORDS[item.state]
        const [best] = item.evidence
        out.push(`| ${sign} | ${item.id} ${markdownWords(item.text)} | ${word} | ${markdownWords(item.reason)} | ${best ? markdownWords(where(best.place)) : ''} |`)
      }
      if (open.length > OPEN_ITEMS) out.push('', `${open.length - OPEN_ITEMS} more.`)
      out.push('', '</details>', '')
    }
  }
  return `${out.join('\n').trimEnd()}\n`
}
