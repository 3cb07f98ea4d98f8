import { xml } from '../diagram/svg.ts'
import { plural } from '../reports/index.ts'
import type { FoundIn } from './html-findings.ts'
import { byDocument, countsOf, totalOf } from './html-findings.ts'
import type { ModelReport } from './model-report.ts'
import { verdictOf } from './words.ts'

const MOST_DOCUMENTS = 40

/** What a meeting begins with: the verdict, the models, and the documents that need work. */
export function summarySection(models: readonly ModelReport[], documents: readonly FoundIn[]): string {
  const parts = [verdict(models, documents), ...(models.length > 0 ? [modelTable(models)] : []), ...(documents.length > 0 ? [documentTable(documents)] : [])]
  return `<section aria-labelledby="summary"><h2 id="summary">Summary</h2>\n${parts.join('\n')}\n</section>`
}

function verdict(models: readonly ModelReport[], documents: readonly FoundIn[]): string {
  const [first] = models
  const line = (good: boolean, words: string): string => `<p class="verdict ${good ? 'good' : 'bad'}">${xml(words)}</p>`
  if (models.length === 1 && first) return line(first.readiness.ready, verdictOf(first.readiness))
  if (models.length === 0) {
    const { errors } = totalOf(documents)
    return line(errors === 0, errors === 0 ? 'No errors' : `${plural(errors, 'error')} in ${documents.filter((document) => document.errors > 0).length} of the documents`)
  }
  const ready = models.filter(({ readiness }) => readiness.ready).length
  return line(ready === models.length, ready === models.length ? `Ready: all ${ready} models` : `Not ready: ${models.length - ready} of ${models.length} models`)
}

function modelTable(models: readonly ModelReport[]): string {
  const rows = models.map(({ readiness, findings, where }, i) => {
    const { model, tier, tierStated, stage, progress, ready, testScore } = readiness
    const counts = countsOf(totalOf(byDocument(findings.map((finding) => ({ where: where(finding), finding })))))
    return `<tr><th scope="row"><a href="#m${i}">${xml(model)}</a></th><td>${tierStated ? tier : `${tier} (assumed)`}</td><td>${stage}</td><td class="${ready ? 'good' : 'bad'}">${ready ? 'ready' : `${progress.open} open`}</td><td>${meter(progress.percent)}</td><td>${testScore.score}</td><td>${counts}</td></tr>`
  })
  return `<table><caption>Models</caption><thead><tr><th scope="col">Model</th><th scope="col">Tier</th><th scope="col">Stage</th><th scope="col">Required items</th><th scope="col">Closed</th><th scope="col">ML Test Score</th><th scope="col">Findings</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function documentTable(documents: readonly FoundIn[]): string {
  const rows = documents
    .slice(0, MOST_DOCUMENTS)
    .map(
      ({ path, id, errors, warnings, infos }) =>
        `<tr><th scope="row"><a href="#${id}">${xml(path)}</a></th><td class="number ${errors > 0 ? 'bad' : ''}">${errors}</td><td class="number">${warnings}</td><td class="number">${infos}</td></tr>`,
    )
  const more = documents.length > MOST_DOCUMENTS ? `<p class="faint">${documents.length - MOST_DOCUMENTS} more documents have findings; they follow below.</p>` : ''
  return `<table><caption>Documents with findings, the worst first</caption><thead><tr><th scope="col">Document</th><th scope="col" class="number">Errors</th><th scope="col" class="number">Warnings</th><th scope="col" class="number">Hints</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}`
}

/** How much is closed, as a bar and in figures. */
export const meter = (percent: number | null): string =>
  percent === null ? 'nothing required' : `<meter min="0" max="100" value="${percent}" aria-hidden="true"></meter> ${percent} %`
