import { MARKDOWN_KINDS } from '../../documents/kinds.ts'
import { foreignLanguage } from '../../documents/language.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const RUSSIAN =
  '---\nkind: ml-design-doc\n---\n# Оценка оттока\n\n## Цель\n\nМодель предсказывает отток клиентов и помогает отделу продаж удерживать их. Данные берутся из хранилища, обучение проходит раз в месяц.\n'

export default defineRule({
  id: 'PL-HYG-020',
  name: 'language-unsupported',
  category: 'hygiene',
  title: 'The language of the document is not understood',
  kinds: MARKDOWN_KINDS,
  severity: 'info',
  satisfiedBy: 'A document in English; others are checked for their structure, fields, links and dates only',
  why: 'Plumbline reads prose in English. Reporting everything that it cannot find in another language would be wrong',
  help: 'State the facts in a model manifest, which has no language, or keep an English version',
  references: [],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn score\n\n## Goal\n\nThe model predicts which customers leave, and helps the sales team to keep them.\n',
      },
    ],
    bad: [{ path: 'docs/churn-design.md', text: RUSSIAN }],
  },
  *check({ document }): Iterable<Report> {
    const language = foreignLanguage(document)
    if (language)
      yield {
        range: document.titleRange,
        message: `This document is in ${language.name}, which Plumbline does not understand: structure, fields, links and dates are checked, what it says is not`,
      }
  },
})
