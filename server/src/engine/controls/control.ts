import { isAdequate } from '../claims/types.ts'
import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldText } from '../documents/fields.ts'
import { stems } from '../documents/labels.ts'
import { findPlaceholders } from '../documents/placeholders.ts'
import type { Section } from '../documents/sections.ts'
import type { Report, Rule, RuleContext, Severity } from '../rules/types.ts'
import { yamlAt } from '../syntax/yaml.ts'
import { contains } from '../text/range.ts'
import { besideFor, unlinked } from './beside.ts'
import { fillOf } from './field-values.ts'
import { conditionHolds, gapsOf } from './manifest-requirements.ts'
import type { Fields, Gap } from './manifest-requirements.ts'
import { markdownFix } from './markdown-fix.ts'
import { clip, evidence, fillIn, gapMessage } from './messages.ts'
import { isAbout, namesOf } from './nearest.ts'
import { gapRange, isNameOf, sectionFor } from './placement.ts'
import type { Control, Requirement, Variant } from './types.ts'
import { isLike } from './wildcard.ts'
import { yamlFix } from './yaml-fix.ts'

/** Makes a rule of a control: one check for manifests (fields) and for Markdown (claims). Its users cannot tell it from a computed rule. */
export function ruleOf(control: Control): Rule {
  const { id, name, category, title, kinds, severity, core, applies, ignoresStage, waivable, notWaivableTiers, satisfiedBy, why, help, references, frameworks, examples } = control
  return {
    id,
    name,
    category,
    title,
    kinds,
    severity,
    core,
    applies,
    ignoresStage,
    waivable,
    notWaivableTiers,
    satisfiedBy,
    why,
    help,
    examples,
    declared: true,
    readsProse: true,
    references: [...references, ...frameworks.filter((f) => !references.includes(f))],
    *check(context): Iterable<Report> {
      if (control.appliesAny && !isConcerned(control.appliesAny, context)) return
      if (control.runbookTypes && context.document.recognition?.kind === 'runbook' && !control.runbookTypes.includes(fieldText(context.document.root, ['runbookType']) ?? ''))
        return
      const severity = milder(control, context)
      if (severity === 'off') return
      const report = context.document.markdown ? checkMarkdown(control, context) : checkFields(control, context)
      if (report) yield severity ? { ...report, severity } : report
    },
  }
}

/** Ways in which models are served. Where a document tells none, it may be any: then a control for some of them asks all the same. */
const WAYS_OF_SERVING = ['online', 'streaming', 'edge', 'rag', 'agentic', 'batch']

function isConcerned(appliesAny: readonly string[], { applies }: RuleContext): boolean {
  return appliesAny.some((predicate) => applies(predicate)) || (appliesAny.some((p) => WAYS_OF_SERVING.includes(p)) && !WAYS_OF_SERVING.some((p) => applies(p)))
}

/** A milder severity, where the control has one for a case such as batch scoring. */
function milder({ milder: cases = [] }: Control, context: RuleContext): Severity | 'off' | undefined {
  if (cases.length === 0) return undefined
  const fields = fieldsOf(context.document, context, true)
  return cases.find(({ when }) => conditionHolds(when, fields))?.severity[context.tier - 1]
}

function fieldsOf(document: DocumentView, { tier, stage, applies, workspace }: RuleContext, waivable: boolean): Fields {
  return {
    root: document.root,
    tier,
    stage,
    applies,
    waivable,
    loose: document.markdown !== undefined,
    link: (target) => {
      const places = [workspace.resolve(document.path, target), workspace.resolve('', target)].flatMap((r) => (r ? [r.path] : []))
      if (places.length === 0) return { exists: undefined, type: undefined }
      const found = places.find((path) => workspace.exists(path))
      const path = found ?? places.find((p) => workspace.exists(p) === undefined)
      return {
        exists: found !== undefined ? true : path === undefined ? false : undefined,
        type: path === undefined ? undefined : fieldText(workspace.document(path)?.root, ['runbookType']),
      }
    },
  }
}

const isWaivable = (control: Control, tier: RuleContext['tier']): boolean => control.waivable !== false && !control.notWaivableTiers?.includes(tier)

function requirementFor(control: Control, document: DocumentView): Requirement | undefined {
  const kind = document.recognition?.kind
  if (document.markdown) return control.frontMatter
  return kind === 'model-manifest' ? control.manifest : kind === 'data-contract' ? control.dataContract : undefined
}

/** Gaps of a document's fields; `undefined` where the control asks nothing of them. */
function fieldGaps(control: Control, document: DocumentView, context: RuleContext): readonly Gap[] | undefined {
  const requirement = requirementFor(control, document)
  return requirement && gapsOf(requirement, fieldsOf(document, context, isWaivable(control, context.tier)))
}

/** Whether prose of this document, or of one that it names or links with a role, describes the control adequately. */
const isDescribed = (claims: readonly Claim[]): boolean => claims.some((claim) => isAdequate(claim.standing))

/** Whether a claim stands in another document. */
const isElsewhere = ({ path }: Claim, document: DocumentView): boolean => path !== undefined && path !== document.path

function checkFields(control: Control, context: RuleContext): Report | undefined {
  const { document, model } = context
  const gaps = fieldGaps(control, document, context)
  if (!gaps || gaps.length === 0) return undefined
  const contradicted = gaps.some((gap) => gap.state === 'wrong')
  const claims = context.claims(control.subject)
  // What a linked document describes counts, unless a field says the opposite.
  // Words that may mean it spare a page of prose a finding, not a manifest whose field is empty.
  if (!contradicted && isDescribed(claims.filter(({ standing, reason }) => standing !== 'described' || reason === undefined))) return undefined
  const at = document.recognition?.kind === 'model-manifest' ? (control.at?.split('.') ?? []) : []
  const fill = at.length > 0 ? fillOf(yamlAt(document.root, at)) : 'present'
  const seen = claims.find((claim) => isElsewhere(claim, document) && isAbout(control, claim))
  return {
    range: gapRange(document, gaps, at),
    message: gapMessage(control, gaps, model, fill === 'absent' || fill === 'empty'),
    help: seen ? `${evidence(document, seen, variantOf(seen))}. ${control.help}` : undefined,
    fixes: document.recognition?.kind === 'model-manifest' ? yamlFix(document, control, gaps) : [],
  }
}

/** Whether a link leads to a document that is there and is what the control asks for. */
function isLinked({ linked }: Control, { document, workspace }: RuleContext): boolean {
  if (!linked) return false
  return (document.markdown?.links ?? []).some(({ target, image }) => {
    const path = image ? undefined : workspace.resolve(document.path, target)?.path
    if (path === undefined || path === document.path || workspace.exists(path) !== true) return false
    return workspace.document(path)?.recognition?.kind === linked.kind || linked.like.some((shape) => isLike(path, shape))
  })
}

const variantOf = ({ standing }: Claim): Variant =>
  standing === 'contradicted' || standing === 'vague' || standing === 'deferred' || standing === 'mentioned' ? standing : 'mentioned'

/**
 * A placeholder says nothing about a subject unless it stands in the section of the subject or beside its name; nor does it describe
 * how something is done badly.
 */
function isForeignPlaceholder(control: Control, { standing, quote, range }: Claim, section: Section | undefined): boolean {
  if (isAdequate(standing) || findPlaceholders(quote).length === 0) return false
  if (control.onlyWhenDescribed) return true
  if (section && contains(section.range, range)) return false
  const words = new Set(stems(quote))
  return !namesOf(control).some((name) => stems(name).every((word) => words.has(word)))
}

/**
 * Whether silence is told by another finding already: a document without any section about the matter lacks the section, and says so once
 * (`missing-section`) instead of once for each thing that would stand there. In tier 1 all that is owed is named.
 */
function isCovered(control: Control, { tier, document }: RuleContext, section: Section | undefined): boolean {
  return control.declaredProse === true && !control.reportsSilence && tier > 1 && document.markdown !== undefined && (section === undefined || isUnwritten(document, section))
}

/** Characters of a section that are looked at: one with more has been written. */
const DRAFT = 4000

/** Whether a section holds prompts and placeholders only, which are findings of their own. */
function isUnwritten({ text }: DocumentView, { heading, range }: Section): boolean {
  const start = heading?.range.end ?? range.start
  if (range.end - start > DRAFT) return false
  const lines = text
    .slice(start, range.end)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines.every((line) => findPlaceholders(line).length > 0)
}

function checkMarkdown(control: Control, context: RuleContext): Report | undefined {
  const { document, workspace, model } = context
  const claims = context.claims(control.subject)
  // Most that is described is contradicted nowhere.
  if (isDescribed(claims) && claims.every(({ standing }) => standing !== 'contradicted')) return undefined
  const section = sectionFor(document, control.sections)
  const own = claims.filter((claim) => !isElsewhere(claim, document) && isAbout(control, claim) && !isForeignPlaceholder(control, claim, section))
  const contradicted = own.find((claim) => claim.standing === 'contradicted')
  const stated = contradicted ?? own.find((claim) => claim.standing === 'vague') ?? own.find((claim) => claim.standing === 'deferred')
  if (!contradicted) {
    if (isDescribed(claims) || fieldGaps(control, document, context)?.length === 0 || isLinked(control, context)) return undefined
    if (control.onlyWhenDescribed && !stated) return undefined
  }
  const manifest = workspace.manifestOf(document)
  if (!contradicted && manifest && control.kinds.includes('model-manifest') && control.manifest) {
    // The fix belongs into the manifest, which has the finding then; only wrong words of this document are reported here.
    if (!stated || fieldGaps(control, manifest, context)?.length === 0) return undefined
  }
  const nearest = stated ?? own[0]
  if (!nearest && (isCovered(control, context, section) || control.silentKinds?.includes(document.recognition!.kind))) return undefined
  // A section of that name speaks of the matter, if not well enough.
  const headed =
    control.names !== undefined && section?.heading !== undefined && isNameOf(section.heading.text, namesOf(control)) && !control.messages.mentioned.includes('{phrase}')
  const variant = stated ? variantOf(stated) : nearest || headed ? 'mentioned' : 'absent'
  const mention = nearest && !stated ? [{ path: document.path, range: nearest.range, message: `Mentioned here: '${clip(nearest.quote, 100)}'` }] : []
  const elsewhere = claims.filter((claim) => isElsewhere(claim, document) && isAbout(control, claim)).slice(0, 2)
  const beside = contradicted ? undefined : besideFor(control, context)
  if (beside?.linked) return undefined
  const report: Report = {
    range: stated?.range ?? section?.heading?.textRange ?? document.titleRange,
    message: fillIn(control.messages[variant], { model, phrase: nearest && clip(nearest.quote, 80) }),
    help: nearest ? `${evidence(document, nearest, variant)}. ${control.help}` : undefined,
    related: [...mention, ...elsewhere.map((claim) => ({ path: claim.path!, range: claim.range, message: `Said here: '${clip(claim.quote, 100)}'` }))],
    fixes: markdownFix(document, control, section),
  }
  return beside ? unlinked(report, stated !== undefined, control, document, section, beside) : report
}
