import { isAdequate, RISK_TIER, STANDINGS } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { modelReference, statedStage, statedTier, tierInWords } from '../documents/identity.ts'
import type { Stage, Tier } from '../documents/kinds.ts'
import { foreignLanguage } from '../documents/language.ts'
import type { ParsedFile } from '../documents/parse-document.ts'
import { ruleSetting } from '../packs/configuration.ts'
import type { Configuration, ConfigurationProblem } from '../packs/configuration.ts'
import { findRule } from '../rules/registry.ts'
import type { Report, Rule, RuleContext } from '../rules/types.ts'
import { clamp } from '../text/range.ts'
import type { Range } from '../text/range.ts'
import type { WorkspaceView } from '../workspace/view.ts'
import { fingerprint } from './fingerprint.ts'
import { isNotApplicable } from './not-applicable.ts'
import { rulesFor } from './plan.ts'
import { effectiveSeverity } from './severity.ts'
import type { Analysis, AnalysisOptions, Finding } from './types.ts'
import { grantedWaivers, Waivers } from './waivers.ts'
import type { GrantedWaiver } from './waivers.ts'

/** What the runner needs beside the file. Everything asked of `workspace` and of the functions is recorded by the caller. */
export interface RunEnvironment {
  readonly workspace: WorkspaceView
  readonly today: string
  readonly configuration: Configuration
  readonly options: AnalysisOptions
  readonly rules?: readonly Rule[]
  claims(document: DocumentView): readonly Claim[]
  claimsAbout(document: DocumentView, subject: string): readonly Claim[]
  /** Documents that this one links with a role: runbooks, model card, ADRs. */
  linked(document: DocumentView): readonly DocumentView[]
  applies(document: DocumentView, predicate: string): boolean
  /** Problems of the workspace configuration, if this file is it. */
  readonly configurationProblems: readonly ConfigurationProblem[]
}

/** Stage of a document that states none: published severities are meant for production. */
const DEFAULT_STAGE: Stage = 'production'

const ruleName = (nameOrId: string): string | undefined => findRule(nameOrId)?.name

/** Address of a rule's page. */
export const rulePage = (name: string): string => `https://plumbline.dev/rules/${name}`

/** Checks one file: every rule that concerns it, waivers applied, findings sorted. Never throws for what a rule does. */
export function runAnalysis(file: ParsedFile, environment: RunEnvironment): Analysis {
  const ours = file.views.filter((view) => view.recognition)
  const collector = new Collector(file)
  if (file.unreadable) collector.add(runnerRule('unreadable-document'), { range: file.unreadable.range, message: file.unreadable.message, help: file.unreadable.help }, 'error')
  const runs = ours.map((view) => new DocumentRun(view, environment, collector))
  for (const run of runs) {
    const unread = run.document.problems.find((problem) => problem.unread)
    if (unread) collector.add(runnerRule('unreadable-document'), unread, 'error')
    else run.rules()
  }
  for (const problem of environment.configurationProblems) if (!collector.covers(problem.range)) collector.add(runnerRule('configuration-invalid'), problem, 'error')
  const findings = ours.length > 0 ? waived(file, runs, collector, environment) : collector.findings()
  const first = runs[0]
  return {
    path: file.path,
    recognition: first?.document.recognition,
    tier: first?.statedTier,
    stage: first?.statedStage,
    model: first?.modelName,
    title: first?.document.title,
    findings,
  }
}

/** What rules see of each of our documents in a file; for whoever asks what they ask without running them. */
export const ruleContexts = (file: ParsedFile, environment: RunEnvironment): readonly RuleContext[] =>
  file.views.filter((view) => view.recognition).map((view) => new DocumentRun(view, environment, new Collector(file)).context({}))

function runnerRule(name: string): Rule {
  const rule = findRule(name)
  if (!rule) throw new Error(`the registry has no rule ${name}`)
  return rule
}

/** One of our documents under analysis; a YAML file may hold several. */
class DocumentRun {
  readonly document: DocumentView
  readonly statedTier: Tier | undefined
  readonly statedStage: Stage | undefined
  readonly modelName: string | undefined
  readonly tier: Tier
  readonly stage: Stage
  readonly manifest: DocumentView | undefined
  readonly ran = new Set<string>()
  readonly #answers = new Map<string, boolean>()
  readonly #environment: RunEnvironment
  readonly #collector: Collector
  #claims: ReadonlyMap<string, readonly Claim[]> | undefined

  constructor(document: DocumentView, environment: RunEnvironment, collector: Collector) {
    this.document = document
    this.#environment = environment
    this.#collector = collector
    const manifest = environment.workspace.manifestOf(document)
    this.manifest = manifest
    this.statedTier = environment.options.tier ?? statedTier(document) ?? (manifest && statedTier(manifest)) ?? this.#tierInProse()
    this.tier = this.statedTier ?? environment.configuration.defaultTier
    this.statedStage = statedStage(document) ?? (manifest && statedStage(manifest))
    this.stage = this.statedStage ?? DEFAULT_STAGE
    this.modelName = (modelReference(document) ?? (manifest && modelReference(manifest)))?.name
  }

  /** Tier that the words of a document of a kind that owes one state. No others are read for it: most of them never need their claims. */
  #tierInProse(): Tier | undefined {
    if (!findRule(RISK_TIER)!.kinds.includes(this.document.recognition!.kind)) return undefined
    for (const claim of this.#environment.claims(this.document)) {
      const tier = claim.subject === RISK_TIER && isAdequate(claim.standing) ? tierInWords(claim.quote) : undefined
      if (tier !== undefined) return tier
    }
    return undefined
  }

  rules(): void {
    const { document, stage, tier } = this
    const kind = document.recognition!.kind
    // What words say can be judged only where they are understood; `language-unsupported` says so once.
    const foreign = foreignLanguage(document) !== undefined
    // The same for all rules without options.
    let plain: RuleContext | undefined
    for (const { rule, setting } of rulesFor(this.#environment, kind, tier, stage, document.path)) {
      if (foreign && rule.readsProse) continue
      if (rule.applies && !rule.applies.every((predicate) => this.#applies(predicate))) continue
      this.ran.add(rule.name)
      try {
        for (const report of rule.check(Object.keys(setting.options).length === 0 ? (plain ??= this.context(setting.options)) : this.context(setting.options))) {
          const severity = effectiveSeverity(rule, setting, tier, stage, report)
          if (severity === 'off') continue
          if (!isRange(report.range, document.text.length)) {
            this.#failed(rule, `it reported the range ${report.range.start}–${report.range.end} in a text of ${document.text.length} characters`)
            continue
          }
          if (rule.waivable !== false && !rule.notWaivableTiers?.includes(tier) && isNotApplicable(document, report.range)) continue
          this.#collector.add(rule, report, severity)
        }
      } catch (error) {
        this.#failed(rule, error instanceof Error ? error.message : String(error))
      }
    }
  }

  /** Many rules ask the same of a document. */
  #applies(predicate: string): boolean {
    let answer = this.#answers.get(predicate)
    if (answer === undefined) this.#answers.set(predicate, (answer = this.#environment.applies(this.document, predicate)))
    return answer
  }

  #failed(rule: Rule, reason: string): void {
    this.#collector.add(runnerRule('internal-error'), { range: this.document.titleRange, message: `The rule ${rule.name} failed on this document: ${reason}` }, 'error')
  }

  context(options: Readonly<Record<string, unknown>>): RuleContext {
    const environment = this.#environment
    const { document, tier, stage } = this
    return {
      document,
      tier,
      stage,
      model: this.modelName ?? 'this model',
      today: environment.today,
      workspace: environment.workspace,
      claims: (subject) => (document.recognition?.kind === 'adr' ? this.#about(subject) : (this.#bySubject().get(subject) ?? [])),
      applies: (predicate) => this.#applies(predicate),
      options,
    }
  }

  /** As `#bySubject`, of one subject: a decision record is asked for few. */
  #about(subject: string): readonly Claim[] {
    return this.#scope((document) => this.#environment.claimsAbout(document, subject)).get(subject) ?? []
  }

  #bySubject(): ReadonlyMap<string, readonly Claim[]> {
    return (this.#claims ??= this.#scope((document) => this.#environment.claims(document)))
  }

  /** The scope of evidence: this document, its manifest, what it links with a role; strongest first, its own before others'. */
  #scope(claims: (document: DocumentView) => readonly Claim[]): ReadonlyMap<string, readonly Claim[]> {
    const map = new Map<string, Claim[]>()
    const add = (claim: Claim): void => {
      const list = map.get(claim.subject)
      if (list) list.push(claim)
      else map.set(claim.subject, [claim])
    }
    claims(this.document).forEach(add)
    const others = [...(this.manifest ? [this.manifest] : []), ...this.#environment.linked(this.document)]
    for (const other of new Set(others)) if (other !== this.document) for (const claim of claims(other)) add({ ...claim, path: claim.path ?? other.path })
    // Sorting is stable: among equals the document's own words come first.
    for (const list of map.values()) list.sort((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing))
    return map
  }
}

const isRange = ({ start, end }: Range, length: number): boolean => Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length

function waived(file: ParsedFile, runs: readonly DocumentRun[], collector: Collector, environment: RunEnvironment): readonly Finding[] {
  const { today, options } = environment
  const own = runs.flatMap((run) => grantedWaivers(run.document, run.tier, today, ruleName))
  const inherited = runs.flatMap((run) => (run.manifest && run.manifest.path !== file.path ? grantedWaivers(run.manifest, run.tier, today, ruleName) : []))
  const waivers = new Waivers(runs[0]!.document, [...own, ...inherited], today, ruleName)
  const ran = (rule: string): boolean => runs.some((run) => run.ran.has(rule))
  // A waiver of a manifest may be meant for the documents of the model: then only they know whether it is needed.
  const onlyHere = (rule: string): boolean => runs[0]!.document.recognition!.kind !== 'model-manifest' || findRule(rule)!.kinds.every((kind) => kind === 'model-manifest')
  if (!options.noWaivers) collector.waive((rule, range) => (findRule(rule)?.name === 'internal-error' ? undefined : waivers.waive(rule, range)))
  const run = runs[0]!
  for (const problem of options.noWaivers ? [] : waivers.problems(ran, new Set<GrantedWaiver>(own), onlyHere)) {
    const rule = runnerRule(problem.rule)
    const severity = effectiveSeverity(rule, ruleSetting(environment.configuration, rule.name, file.path), run.tier, run.stage)
    if (severity !== 'off') collector.add(rule, problem, severity)
  }
  return collector.findings()
}

/** Gathers the reports of a file as findings. */
class Collector {
  readonly #file: ParsedFile
  readonly #found: Omit<Finding, 'fingerprint'>[] = []
  readonly #seen = new Set<string>()

  constructor(file: ParsedFile) {
    this.#file = file
  }

  add(rule: Rule, { range, message, help, related = [], fixes = [] }: Report, severity: Finding['severity']): void {
    const own = clamp(range, this.#file.text.length)
    const key = `${rule.name}\u0000${own.start}\u0000${own.end}\u0000${message}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#found.push({
      rule: rule.name,
      category: rule.category,
      severity,
      path: this.#file.path,
      range: own,
      message,
      why: rule.why,
      help: help ?? rule.help,
      docs: rulePage(rule.name),
      related,
      fixes,
      waiver: null,
    })
  }

  /** Whether some finding already stands on these characters. */
  covers(range: Range): boolean {
    return this.#found.some((finding) => finding.range.start <= range.start && range.end <= finding.range.end)
  }

  waive(waiver: (rule: string, range: Range) => Finding['waiver'] | undefined): void {
    for (const [index, finding] of this.#found.entries()) {
      const found = waiver(finding.rule, finding.range)
      if (found) this.#found[index] = { ...finding, waiver: found }
    }
  }

  findings(): readonly Finding[] {
    const sorted = this.#found.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || compare(a.rule, b.rule) || compare(a.message, b.message))
    const counts = new Map<string, number>()
    return sorted.map((finding) => {
      const words = this.#file.text.slice(finding.range.start, finding.range.end)
      const base = fingerprint(finding.rule, finding.path, words, 0)
      const count = counts.get(base) ?? 0
      counts.set(base, count + 1)
      return { ...finding, fingerprint: count === 0 ? base : fingerprint(finding.rule, finding.path, words, count) }
    })
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
