/** Parts of an ADR that the examples of the ADR rules are put together from: each example shows the whole record, so that it can be run. */
export interface SampleAdr {
  readonly number?: number
  readonly title?: string
  readonly date?: string
  readonly status?: string
  readonly context?: string
  readonly options?: string
  readonly decision?: string
  readonly consequences?: string
  readonly confirmation?: string
  readonly frontMatter?: string
}

const CONSEQUENCES = `- Good, because the nightly scores arrive before the campaign tool needs them.
- Bad, because a customer who calls at noon is scored with yesterday's features.`

/** The text of an ADR; an empty string leaves a section out. */
export function sampleAdr(parts: SampleAdr = {}): string {
  const { number = 5, title = 'Score churn in a nightly batch', date = '2026-03-02', status = 'Accepted', frontMatter } = parts
  const {
    context = 'The campaign tool reads scores once a day and an online endpoint would stand idle for 23 hours.',
    options = '',
    decision = 'We score all customers in a nightly Airflow run and write the scores to the warehouse.',
  } = parts
  const { consequences = CONSEQUENCES, confirmation = '' } = parts
  const lines = frontMatter === undefined ? [] : ['---', frontMatter.trim(), '---', '']
  lines.push(`# ${number}. ${title}`, '')
  if (date) lines.push(`Date: ${date}`, '')
  const sections: readonly (readonly [string, string])[] = [
    ['Status', status],
    ['Context', context],
    ['Considered Options', options],
    ['Decision', decision],
    ['Consequences', consequences],
    ['Confirmation', confirmation],
  ]
  for (const [heading, text] of sections) if (text) lines.push(`## ${heading}`, '', text, '')
  return lines.join('\n')
}

/** Several files in one example. */
export const sampleFiles = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([path, text]) => `//- path: ${path}\n${text}`)
    .join('\n')
