import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { DocumentView } from './document.ts'
import { fieldList, fieldText, isGiven } from './fields.ts'
import { statedStage } from './identity.ts'
import { proseOf } from './occurrences.ts'
import type { Occurrences, Prose } from './occurrences.ts'

/** Predicates of the domain that a rule may name in `applies`. */
export const PREDICATES = [
  'online',
  'batch',
  'streaming',
  'edge',
  'trained',
  'supervised',
  'usesFeatures',
  'temporal',
  'llm',
  'rag',
  'agentic',
  'thirdPartyModel',
  'hostedModel',
  'personalData',
  'affectsPersons',
  'multiTenant',
  'euReach',
  'regulated',
  'gpu',
  'production',
] as const
export type Predicate = (typeof PREDICATES)[number]

/** An answer and what it rests on, for the hover. */
export interface Applicability {
  readonly holds: boolean
  readonly by: 'field' | 'prose' | 'default'
  /** The words or the field. */
  readonly evidence: string
}

/**
 * Whether a predicate holds for a document: from the fields of the manifest (its own, or the one it names) and of front matter, else from its prose, with care: a word
 * said once in passing does not make a system an LLM. Unknown predicates do not hold. Linear in the text.
 */
export function applicability(document: DocumentView, manifest: DocumentView | undefined, predicate: string): Applicability {
  if (!(PREDICATES as readonly string[]).includes(predicate)) return { holds: false, by: 'default', evidence: `unknown predicate ${predicate}` }
  const fields = document.recognition?.kind === 'model-manifest' ? document : manifest
  const spec = fields && yamlAt(fields.root, ['spec'])
  if (spec) {
    const answer = fromFields(predicate as Predicate, spec, fields)
    if (answer) return answer
  }
  return document.markdown ? fromProse(predicate as Predicate, document) : { holds: false, by: 'default', evidence: 'nothing says so' }
}

export const holds = (document: DocumentView, manifest: DocumentView | undefined, predicate: string): boolean => applicability(document, manifest, predicate).holds

const field = (value: boolean, evidence: string): Applicability => ({ holds: value, by: 'field', evidence })

const LLM_TYPES = ['llm', 'embedding', 'reranker', 'agent']
const NEVER_EU = /^(?:us|usa|america|us-|ca-|ap-|sa-|me-|af-|asia|australia|japan|china|india|brazil)/i

function fromFields(predicate: Predicate, spec: YamlNode, manifest: DocumentView): Applicability | undefined {
  const text = (...path: string[]): string | undefined => fieldText(spec, path)
  const pattern = fieldList(spec, ['serving', 'pattern'])
  const type = text('model', 'type')
  const origin = text('model', 'origin')
  const serving = (patterns: readonly string[]): Applicability | undefined =>
    pattern.length > 0
      ? field(
          pattern.some((p) => patterns.includes(p)),
          `serving.pattern: ${pattern.join(', ')}`,
        )
      : undefined
  const given = (...path: string[]): Applicability => field(isGiven(spec, path) && !isGiven(spec, [...path, 'notApplicable']), path.join('.'))
  const llm = (): Applicability => (isGiven(spec, ['llm']) ? field(true, 'llm') : field(type !== undefined && LLM_TYPES.includes(type), `model.type: ${type ?? 'none'}`))
  switch (predicate) {
    case 'online':
      return serving(['realtime', 'streaming', 'multi-tenant', 'rag', 'agent'])
    case 'batch':
      return serving(['batch', 'offline-analysis'])
    case 'streaming':
      return serving(['streaming'])
    case 'edge':
      return serving(['edge', 'embedded'])
    case 'trained':
      if (type === 'rules') return field(false, 'model.type: rules')
      if (isGiven(spec, ['training']) || origin === 'in-house' || origin === 'fine-tuned' || origin === 'automl')
        return field(true, isGiven(spec, ['training']) ? 'training' : `model.origin: ${origin}`)
      return origin !== undefined ? field(false, `model.origin: ${origin}`) : field(!isGiven(spec, ['llm']) && !LLM_TYPES.includes(type ?? ''), 'model.origin is not given')
    case 'supervised': {
      const trained = fromFields('trained', spec, manifest)
      if (trained && !trained.holds) return trained
      if (isGiven(spec, ['lineage', 'labels'])) return field(true, 'lineage.labels')
      return type === undefined ? undefined : field(!['clustering', 'anomaly-detection', 'embedding', 'llm', 'agent'].includes(type), `model.type: ${type}`)
    }
    case 'usesFeatures':
      return given('features')
    case 'temporal':
      return isGiven(spec, ['features', 'pointInTime', 'notApplicable'])
        ? field(false, 'features.pointInTime.notApplicable')
        : text('features', 'pointInTime', 'method') === 'not-applicable'
          ? field(false, 'features.pointInTime.method')
          : given('features')
    case 'llm':
      return llm()
    case 'rag':
      return field(isGiven(spec, ['llm', 'retrieval']) || pattern.includes('rag'), 'llm.retrieval')
    case 'agentic':
      return field(isGiven(spec, ['llm', 'agent']) || isGiven(spec, ['llm', 'tools']) || type === 'agent' || pattern.includes('agent'), 'llm.agent, llm.tools')
    case 'thirdPartyModel':
    case 'hostedModel':
      return origin === undefined && !isGiven(spec, ['llm', 'providers'])
        ? undefined
        : field(isGiven(spec, ['llm', 'providers']) || origin === 'third-party-api' || origin === 'open-weights', `model.origin: ${origin ?? 'none'}`)
    case 'personalData': {
      const categories = fieldList(spec, ['privacy', 'dataCategories'])
      return categories.length > 0
        ? field(
            categories.some((c) => c !== 'none'),
            `privacy.dataCategories: ${categories.join(', ')}`,
          )
        : undefined
    }
    case 'affectsPersons': {
      const affected = text('risk', 'affectedPersons')
      return affected === undefined ? undefined : field(affected !== 'none', `risk.affectedPersons: ${affected}`)
    }
    case 'multiTenant': {
      const mode = text('serving', 'tenancy', 'mode')
      return mode === undefined ? field(pattern.includes('multi-tenant'), 'serving.tenancy is not given') : field(mode !== 'single', `serving.tenancy.mode: ${mode}`)
    }
    case 'euReach': {
      const regions = [...fieldList(spec, ['privacy', 'jurisdictions']), ...fieldList(spec, ['privacy', 'residency']), ...fieldList(spec, ['serving', 'deployment', 'regions'])]
      if (isGiven(spec, ['risk', 'aiAct'])) return field(true, 'risk.aiAct')
      return regions.length > 0
        ? field(
            regions.some((region) => !NEVER_EU.test(region)),
            `regions: ${regions.join(', ')}`,
          )
        : undefined
    }
    case 'regulated':
      return field(isGiven(spec, ['risk', 'modelRisk']) || /^high-risk/.test(text('risk', 'aiAct', 'class') ?? ''), 'risk.modelRisk, risk.aiAct.class')
    case 'gpu':
      return field(
        /gpu|tpu|a100|h100|l4|t4|a10/i.test(
          `${text('training', 'compute', 'accelerator') ?? ''} ${text('serving', 'autoscaling', 'metric') ?? ''} ${text('serving', 'runtime', 'name') ?? ''}`,
        ),
        'training.compute.accelerator',
      )
    case 'production': {
      const stage = statedStage(manifest)
      return stage === undefined ? undefined : field(stage === 'staging' || stage === 'production' || stage === 'deprecated', `lifecycle.stage: ${stage}`)
    }
  }
}

/** Words of a predicate, how many mentions of them it takes, and whether it holds where nothing is said. */
interface ProseEvidence {
  readonly pattern: RegExp
  readonly least: number
  readonly otherwise?: boolean
}

// Alternatives of literal words; linear.
const PROSE: Readonly<Partial<Record<Predicate, ProseEvidence>>> = {
  online: {
    least: 1,
    pattern:
      /\b(?:endpoints?|rest api|grpc|p9[059]|p99\.?\d*|online (?:inference|serving|scoring)|real[- ]?time|latency|rps|requests? per second|qps|http|within \d+ ?(?:ms|milliseconds|seconds?)|\d+ ?ms)\b/gi,
  },
  batch: { least: 1, pattern: /\b(?:batch(?:es)?|nightly|every night|overnight|each night|daily (?:run|job|scor\w+)|weekly (?:run|job)|airflow|cron)\b/gi },
  streaming: { least: 2, pattern: /\b(?:streaming|kafka|flink|kinesis|event stream|stream processing|pulsar)\b/gi },
  edge: { least: 2, pattern: /\b(?:on[- ]device|edge (?:device|box|deployment|node)s?|jetson|firmware|microcontrollers?|tflite|over[- ]the[- ]air|ota|embedded|gateway)\b/gi },
  gpu: { least: 1, pattern: /\b(?:gpus?|a100|h100|l40s?|cuda|tensorrt|tpus?|vllm)\b/gi },
  rag: { least: 1, pattern: /\b(?:rag|retrieval[- ]augmented|vector (?:store|index|database|search)|retriev(?:al|ed|er|es)|pgvector|chunks?|grounded in|passages?)\b/gi },
  agentic: { least: 2, pattern: /\b(?:agents?|tool calls?|tool[- ]calling|function calling|tools?|may (?:issue|book|cancel|order|write)|orchestrator)\b/gi },
  hostedModel: {
    least: 1,
    pattern:
      /\b(?:openai|azure openai|gpt-?\d\w*|claude|gemini|mistral|bedrock|vertex ai|anthropic|cohere|llama|hosted (?:model|api)|vendor|provider|supplier|third[- ]party (?:model|api)|open[- ]weights?)\b/gi,
  },
  personalData: {
    least: 2,
    pattern:
      /\b(?:personal data|personally identifiable|pii|gdpr|dsgvo|dpia|data protection|data subjects?|pseudonym\w*|anonymi[sz]ed|customers?|patients?|employees?|applicants?|users?|members?|tenants?|citizens?|pupils?|students?|passengers?|subscribers?|policy ?holders?|drivers?|players?|callers?|guests?|visitors?|residents?|borrowers?|claimants?|workers?|pickers?|staff|supporters?|farmers?|riders?|payslips?|salar(?:y|ies)|children|people|leads|contacts|accounts?|names?|addresses|date of birth|phone numbers?)\b/gi,
  },
  affectsPersons: {
    least: 2,
    pattern:
      /\b(?:customers?|patients?|employees?|applicants?|users?|members?|citizens?|pupils?|students?|passengers?|subscribers?|policy ?holders?|drivers?|residents?|claimants?|borrowers?|persons?|workers?)\b/gi,
  },
  multiTenant: { least: 2, pattern: /\b(?:multi-?tenan\w+|tenants?|per[- ]tenant|tenant isolation)\b/gi },
  euReach: {
    least: 1,
    pattern:
      /\b(?:eu|gdpr|european|eea|ai act|germany|france|ireland|netherlands|spain|italy|poland|austria|belgium|denmark|sweden|finland|portugal|frankfurt|dublin|eu-(?:west|central|north|south)-\d|dsgvo|cnil)\b/gi,
  },
  regulated: { least: 1, pattern: /\b(?:sr ?11-7|sr ?26-2|ss1\/23|e-23|model risk management|regulators?|supervisory|high-risk|mdr|annex iii|basel|ifrs ?9|eba|fda)\b/gi },
  usesFeatures: {
    least: 1,
    otherwise: true,
    pattern: /\b(?:features?|feature (?:store|pipeline|table)s?|inputs?|covariates|variables|aggregates|lags?|signals|columns|fields)\b/gi,
  },
}

const LLM_STRONG =
  /\b(?:llms?|(?:large )?language models?|gpt-?\d\w*|gpt|chatgpt|claude|gemini|mistral|mixtral|llama|rag|retrieval-augmented|generative|gen ?ai|prompts?|prompt injection|jailbreak\w*|hallucinat\w*|few-shot|copilot|chat ?bot|grounded(?:ness)?|system prompt|red[- ]team\w*)\b/gi
/** Who names one of these means it: they count this much more. */
const LLM_NAMED =
  /\b(?:llms?|(?:large |small )?language models?|gpt-?\d\w*|gpt|chatgpt|openai|claude|gemini|mistral|mixtral|llama(?:-?\d\w*)?|qwen\w*|bedrock|open[- ]weights?|hosted model|system prompt|prompts)\b/gi
const NAMED = 6
const LLM_WEAK =
  /\b(?:assistant|bot|chat|drafts?|drafted|drafter|answers?|reply|replies|instructions?|refus(?:es?|als?|ed)|wording|invent(?:s|ed)?|made[- ]up|citations?|cites?|summar(?:y|ies|ise\w*|ize\w*)|paragraphs?|passages?|injection|tokens?|temperature|tone|toxic\w*|persona|dialogue|utterances?|writes|vendor|provider|hosted|api key|transcripts?)\b/gi
const TRAINED =
  /\b(?:train(?:ed|ing|s)?|retrain\w*|fine-?tun\w*|refit\w*|fitted|re-?learn\w*|learn(?:s|ed|t)|weights|hyperparameters?|seed|xgboost|lightgbm|catboost|boosted|regression|forest|neural|network|cnn|lstm)\b/gi
const PERCEPTION =
  /\b(?:images?|photos?|cameras?|pictures?|video|pixels?|x-?rays?|scans?|audio|microphones?|spectrograms?|acoustic|speech|recordings?|radiograph\w*|fundus|lidar|segmentation|transcripts?|clauses?|ocr)\b/gi
const HISTORY =
  /\b(?:history|past|previous|last \d+|rolling|lag(?:s|ged)?|windows?|trailing|as[- ]of|point[- ]in[- ]time|aggregates?|days? before|at the time|balance|transactions?|events?|orders?|visits?|readings?|time series)\b/gi

function fromProse(predicate: Predicate, document: DocumentView): Applicability {
  const plain = proseOf(document.markdown!)
  switch (predicate) {
    case 'llm':
      return llmInProse(plain)
    case 'rag':
    case 'agentic':
      return needs(llmInProse(plain), PROSE[predicate]!, plain)
    // Hardly anybody trains a language model from nothing.
    case 'thirdPartyModel':
      return llmInProse(plain)
    case 'hostedModel':
      return needs(llmInProse(plain), PROSE.hostedModel!, plain)
    case 'trained':
      return trainedInProse(plain)
    case 'supervised':
      return trainedInProse(plain)
    case 'temporal': {
      const trained = trainedInProse(plain)
      if (!trained.holds) return trained
      // Pixels and texts have no history that could leak from the future, unless the document speaks of one as much.
      const seen = plain.occurrences(PERCEPTION).count
      const history = plain.occurrences(HISTORY).count
      return { holds: seen < 4 || history > seen, by: 'prose', evidence: `history spoken of ${history} times, images, sound or texts ${seen} times` }
    }
    case 'production': {
      const stage = statedStage(document)
      return stage === undefined
        ? { holds: true, by: 'default', evidence: 'no stage is stated' }
        : { holds: stage === 'staging' || stage === 'production' || stage === 'deprecated', by: 'field', evidence: `stage ${stage}` }
    }
    case 'personalData': {
      const named = plain.occurrences(PERSONAL)
      if (named.count > 0) return new Said(true, () => quote(named))
      // Cards speak of users and people without having any in their data.
      if (document.recognition?.kind === 'model-card') return { holds: false, by: 'default', evidence: 'no personal data is spoken of' }
      return fromMentions(PROSE.personalData!, plain)
    }
    default: {
      const { otherwise, ...evidence } = PROSE[predicate]!
      // A decision is about one question: what it leaves unsaid tells nothing of the system.
      return fromMentions(otherwise && document.recognition?.kind !== 'adr' ? { ...evidence, otherwise } : evidence, plain)
    }
  }
}

const PERSONAL = /\b(?:personal data|personally identifiable|pii|dpia|data subjects?|pseudonym\w*|date of birth|special[- ]category)\b/gi

function fromMentions({ pattern, least, otherwise = false }: ProseEvidence, plain: Prose): Applicability {
  const found = plain.occurrences(pattern)
  return found.count >= least ? new Said(true, () => quote(found)) : { holds: otherwise, by: 'default', evidence: 'nothing is said about it' }
}

/** What prose tells. The words are put together for whoever shows them. */
class Said implements Applicability {
  readonly holds: boolean
  readonly by: Applicability['by']
  readonly #evidence: () => string

  constructor(holds: boolean, evidence: () => string, by: Applicability['by'] = 'prose') {
    this.holds = holds
    this.by = by
    this.#evidence = evidence
  }

  get evidence(): string {
    return this.#evidence()
  }
}

const quote = (...found: readonly Occurrences[]): string => [...new Set(found.flatMap((one) => one.words()))].slice(0, 4).join(', ')

const varieties = (...found: readonly Occurrences[]): number => new Set(found.flatMap((one) => one.words())).size

/** Least score, per thousand words, from which a text is about a language model: of 1,248 labelled designs 31 lie on the wrong side. A rejected alternative that is named twice stays below. */
const LLM_LEAST = 12
/** Whoever names one must speak of it more: the name alone may be that of an alternative. */
const LESS_NAMED = 6

/** Several predicates ask first. */
const knownLlm = new WeakMap<Prose, Applicability>()

function llmInProse(plain: Prose): Applicability {
  let known = knownLlm.get(plain)
  if (!known) knownLlm.set(plain, (known = spokenOfAsLlm(plain)))
  return known
}

/** An LLM system speaks of it again and again, in more than one word: strong words count three times. */
function spokenOfAsLlm(plain: Prose): Applicability {
  const words = Math.max(250, plain.length / 6)
  const strong = plain.occurrences(LLM_STRONG)
  const weak = plain.occurrences(LLM_WEAK)
  const named = plain.occurrences(LLM_NAMED)
  const rate = (points: number): number => (points / words) * 1000
  const score = rate(3 * strong.count + weak.count) + Math.max(0, rate(NAMED * named.count) - LESS_NAMED)
  const isVaried = (): boolean => (strong.count + named.count > 0 ? varieties(named, strong, weak) >= 2 : varieties(weak) >= 6)
  return new Said(score >= LLM_LEAST && isVaried(), () => quote(strong, named, weak) || 'no mention of a language model')
}

const OWN_TRAINING = /\b(?:fine-?tun(?:ed|ing|es?)|lora|we train\w*|retrain\w*|training (?:set|data|run|job)s?|trained on (?:our|the)|seed|epochs?)\b/gi

/** That there is none, or that it was looked at and dropped: said of what `OWN_TRAINING` finds. */
const NO_TRAINING =
  /\b(?:nothing (?:is|was|will be)|(?:is|are|was|will) not|never|no|not|without|instead of|rather than) (?:re-?train\w*|fine-?tun\w*|trained on)|\bfine-?tun\w+[^.\n]{0,80}\b(?:rejected|dropped|discarded|ruled out)\b/gi

function trainedInProse(plain: Prose): Applicability {
  const llm = llmInProse(plain)
  if (llm.holds) {
    // A document about a bought language model may say "no training on our data".
    const own = plain.occurrences(OWN_TRAINING)
    const denied = plain.occurrences(NO_TRAINING).count
    return new Said(own.count - denied >= 2, () => quote({ count: 0, words: () => own.words().slice(denied) }) || 'nothing is trained')
  }
  const found = plain.occurrences(TRAINED)
  return new Said(true, () => quote(found) || 'a model is trained unless the document says otherwise', found.count > 0 ? 'prose' : 'default')
}

function needs(first: Applicability, { pattern, least }: ProseEvidence, plain: Prose): Applicability {
  if (!first.holds) return first
  const found = plain.occurrences(pattern)
  return new Said(found.count >= least, () => quote(found) || first.evidence)
}
