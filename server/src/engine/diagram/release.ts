import type { DocumentView } from '../documents/document.ts'
import { fieldList, fieldText } from '../documents/fields.ts'
import { durationOf, durationText } from '../documents/quantities.ts'
import { yamlAt, yamlToJs } from '../syntax/yaml.ts'
import type { Bar } from './types.ts'

const DAY = 86_400_000
const MAX_STEPS = 100

/** The steps of a rollout one after the other, in days from its beginning; a step without duration takes no time. */
export function releaseBars(manifest: DocumentView): readonly Bar[] {
  const list = yamlAt(manifest.root, ['spec', 'release', 'steps'])
  if (list?.kind !== 'seq') return []
  let at = 0
  return list.items.slice(0, MAX_STEPS).flatMap((item, i): Bar[] => {
    if (!item) return []
    const duration = durationOf(yamlToJs(yamlAt(item, ['duration']) ?? null)) ?? 0
    const start = at
    at += duration / DAY
    const percent = fieldText(item, ['trafficPercent'])
    const guardrails = fieldList(item, ['guardrails'])
    const promotion = fieldText(item, ['promotion'])
    return [
      {
        id: `b${i}`,
        label: [percent === undefined ? `step ${i + 1}` : `${percent} %`, fieldText(item, ['audience'])].filter(Boolean).join(', '),
        section: 'Rollout',
        start: round(start),
        end: round(at),
        details: [
          duration > 0 ? durationText(duration) : 'no duration',
          guardrails.length > 0 ? `guardrails ${guardrails.join(', ')}` : 'no guardrail',
          ...(promotion === undefined ? [] : [`${promotion} promotion`]),
        ],
        problems: [],
        place: { path: manifest.path, range: item.range },
      },
    ]
  })
}

const round = (days: number): number => Math.round(days * 1000) / 1000
