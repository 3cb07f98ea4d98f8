import type { Readiness, ReadinessItem } from '../readiness/types.ts'
import type { Role } from '../reports/index.ts'
import { plain, wrap } from '../reports/index.ts'
import type { ModelReport } from './model-report.ts'
import { STATE_WORDS, verdictOf } from './words.ts'

export interface TextOptions {
  readonly width: number
  style(role: Role, text: string): string
  /** Items that are closed too. */
  readonly all: boolean
}

const ROLES = { passed: 'good', asserted: 'warning', missing: 'error', contradicted: 'error', waived: 'dim', 'not-applicable': 'dim', manual: 'info' } as const

/** The checklist for people at a terminal: open items with reason and evidence, then the score and what to do next. */
export function readinessText({ readiness, where }: Pick<ModelReport, 'readiness' | 'where'>, options: TextOptions): string {
  const { style, all } = options
  const { model, version, tier, stage, progress, testScore } = readiness
  const out = [`${style('strong', plain(`${model}${version === null ? '' : ` ${version}`}`))}  ${style('dim', `tier ${tier} · ${stage} · ${readiness.checklist}`)}`]
  out.push(`${style(readiness.ready ? 'good' : 'error', verdictOf(readiness))}  ${style('dim', bar(progress.percent))}`, '')
  for (const { area, items, percent, asked } of readiness.areas) {
    if (asked === 0 && !all) continue
    const own = readiness.items
      .filter(({ id }) => items.includes(id))
      .filter(({ state, demand }) => all || (demand !== 'not-asked' && state !== 'not-applicable' && state !== 'passed'))
    out.push(`${style('strong', area)}  ${style('dim', percent === null ? 'nothing required' : bar(percent))}`)
    for (const item of own) out.push(...itemLines(item, where, options))
    out.push('')
  }
  const sections = testScore.sections.map(({ name, sum }) => `${name} ${sum}`).join(', ')
  out.push(`${style('strong', `ML Test Score ${testScore.score}`)}  ${style('dim', `${testScore.band} (${sections})`)}`)
  for (const { test, text, step, from, to } of testScore.cheapest)
    out.push(...wrap(`${test} ${from} → ${to}  ${text}: ${step}`, options.width - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`))
  const stale = readiness.approvals.filter(({ validity }) => validity === 'stale')
  if (stale.length > 0)
    out.push('', style('strong', 'Stale sign-offs'), ...stale.map(({ role, approver, changed }) => `  ${plain(`${role} by ${approver}: ${changed.join(', ')} changed`)}`))
  out.push('', style('dim', wrap(readiness.disclaimer, options.width).join('\n')))
  return `${out.join('\n')}\n`
}

function itemLines(item: ReadinessItem, where: ModelReport['where'], { style, width }: TextOptions): readonly string[] {
  const { sign, word } = STATE_WORDS[item.state]
  const recommended = item.demand === 'recommended' ? style('dim', ' (recommended)') : ''
  const lines = [`  ${style(ROLES[item.state], sign)} ${item.id} ${plain(item.text)}${recommended}  ${style(ROLES[item.state], word)}`]
  lines.push(...wrap(item.reason, width - 6).map((line) => `      ${line}`))
  const [best] = item.evidence
  if (best) lines.push(`      ${style('path', plain(where(best.place)))}  ${style('dim', plain(best.quote).slice(0, Math.max(20, width - 46)))}`)
  return lines
}

const BAR = 20

const bar = (percent: number | null): string => {
  if (percent === null) return ''
  const filled = Math.round((percent / 100) * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${percent} %`
}

/** The checklist as Markdown, for a pull request or a wiki. */
export function readinessMarkdown({ readiness, where }: Pick<ModelReport, 'readiness' | 'where'>, words: (text: string) => string, level = 2): string {
  const h = '#'.repeat(level)
  const out: string[] = []
  for (const { area, items, percent } of readiness.areas) {
    const own = readiness.items.filter(({ id, demand }) => items.includes(id) && demand !== 'not-asked')
    if (own.length === 0) continue
    out.push(`${h} ${area}${percent === null ? '' : ` (${percent} %)`}`, '', '| | Item | State | Why | Evidence |', '|---|---|---|---|---|')
    for (const item of own) {
      const { sign, word } = STATE_WORDS[item.state]
      const [best] = item.evidence
      out.push(
        `| ${sign} | ${item.id} ${words(item.text)}${item.demand === 'recommended' ? ' (recommended)' : ''} | ${word} | ${words(item.reason)} | ${best ? `${words(where(best.place))}: ${words(best.quote)}` : ''} |`,
      )
    }
    out.push('')
  }
  return out.join('\n')
}

export const scoreLine = ({ testScore }: Readiness): string =>
  `ML Test Score ${testScore.score} (${testScore.band}): ${testScore.sections.map(({ name, sum }) => `${name} ${sum}`).join(', ')}`
