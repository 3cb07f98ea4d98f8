import type { MarkdownSyntax } from '../syntax/markdown.ts'
import type { DocumentKind, Recognition } from './kinds.ts'
import type { NameEvidence } from './names.ts'
import { normaliseHeading } from './sections.ts'

/** Section concepts of a kind: each a list of patterns over a heading's normalised words. */
interface Signature {
  readonly kind: DocumentKind
  readonly concepts: Readonly<Record<string, RegExp>>
  /** Concepts that must stand there, by name. */
  readonly essential: readonly (readonly string[])[]
  readonly atLeast: number
}

// Anchored alternatives only: each is linear in the heading.
const SIGNATURES: readonly Signature[] = [
  {
    kind: 'adr',
    concepts: {
      status: /^(?:status|state)\b/,
      context: /^(?:context|context and problem statement|problem statement|issue|background)\b/,
      decision: /^(?:decision|decision outcome|decision made|the decision)\b/,
      consequences: /^(?:consequences|implications|positive consequences)\b/,
      drivers: /^decision drivers\b/,
      options: /^(?:considered options|options considered|alternatives considered|pros and cons of the options)\b/,
    },
    essential: [
      ['status', 'context', 'decision'],
      ['context', 'decision', 'consequences'],
      ['context', 'options', 'decision'],
      ['status', 'decision', 'consequences'],
    ],
    atLeast: 3,
  },
  {
    kind: 'model-card',
    concepts: {
      details: /^model (?:details|description|summary|overview)\b/,
      uses: /^(?:intended uses?|uses|direct use|intended use\b.*)$/,
      outOfScope: /^out.of.scope uses?\b/,
      factors: /^(?:factors|relevant factors)\b/,
      training: /^training (?:data|details|procedure)\b/,
      evaluation: /^evaluation (?:data|results)\b|^quantitative analys[ei]s\b/,
      ethics: /^ethical considerations\b|^bias risks and limitations\b/,
      caveats: /^caveats(?: and recommendations)?\b/,
    },
    essential: [
      ['uses', 'training'],
      ['uses', 'evaluation'],
      ['details', 'uses'],
      ['details', 'ethics'],
      ['details', 'caveats'],
      ['uses', 'ethics'],
      ['uses', 'factors'],
    ],
    atLeast: 3,
  },
  {
    kind: 'system-card',
    concepts: {
      purpose: /^(?:general description|intended purpose)\b/,
      oversight: /^human oversight\b/,
      risk: /^risk management(?: system)?\b/,
      postMarket: /^post.market monitoring\b/,
      conformity: /^(?:eu )?declaration of conformity\b|^standards applied\b|^harmonised standards\b/,
      data: /^data governance\b/,
      instructions: /^instructions for use\b/,
      models: /^models included\b/,
    },
    essential: [
      ['purpose', 'oversight'],
      ['purpose', 'postMarket'],
      ['oversight', 'postMarket'],
      ['risk', 'conformity'],
    ],
    atLeast: 4,
  },
  {
    kind: 'runbook',
    concepts: {
      symptoms: /^(?:symptoms?|triggers?|alerts?|when to use|detection)\b/,
      diagnosis: /^(?:diagnosis|diagnose|triage|investigation|first checks)\b/,
      mitigation: /^(?:mitigation|mitigate|containment|immediate actions?|remediation)\b/,
      rollback: /^(?:rollback|safe disable|kill switch)\b/,
      verification: /^(?:verification|verify|validate recovery)\b/,
      escalation: /^(?:escalation|escalate|contacts)\b/,
    },
    essential: [
      ['symptoms', 'diagnosis', 'mitigation'],
      ['symptoms', 'mitigation', 'escalation'],
      ['diagnosis', 'mitigation', 'escalation'],
    ],
    atLeast: 4,
  },
  {
    kind: 'threat-model',
    concepts: {
      assets: /^(?:assets|scope and assets|scope & assets)\b/,
      boundaries: /^trust boundaries\b/,
      threats: /^(?:threats|threat (?:list|table|catalogue|analysis))\b/,
      flows: /^data.flow(?: diagram|s)?\b/,
      residual: /^residual risks?\b/,
      actors: /^(?:threat actors|attackers?|adversar(?:y|ies))\b/,
    },
    essential: [
      ['boundaries', 'threats'],
      ['assets', 'threats'],
      ['threats', 'residual'],
    ],
    atLeast: 3,
  },
  {
    kind: 'roadmap',
    concepts: {
      principles: /^(?:principles|strategy|guiding principles)\b/,
      current: /^current state\b/,
      target: /^target state\b/,
      items: /^(?:roadmap items|items|roadmap|initiatives)\b/,
      funding: /^(?:funding|investment)\b/,
      quarters: /^(?:q[1-4]|quarter)\b/,
    },
    essential: [
      ['current', 'target', 'items'],
      ['current', 'target', 'funding'],
      ['target', 'items', 'funding'],
    ],
    atLeast: 3,
  },
]

/** What each kind needs by heading when the file name already points to it; everything that is built has a roadmap. */
const NAMED_AT_LEAST = 1
const ROADMAP_AT_LEAST = 2

function seenSections(markdown: MarkdownSyntax): { signature: Signature; seen: readonly string[] }[] {
  const headings = markdown.blocks.flatMap((block) => (block.kind === 'heading' && block.level <= 4 ? [normaliseHeading(block.text)] : []))
  return SIGNATURES.map((signature) => {
    // The title `Roadmap` repeats the name of the file.
    const own = signature.kind === 'roadmap' ? headings.slice(1) : headings
    return { signature, seen: Object.keys(signature.concepts).filter((concept) => own.some((heading) => signature.concepts[concept]!.test(heading))) }
  })
}

/** How many of the sections of a kind stand in a document. */
export const sectionsOf = (markdown: MarkdownSyntax, kind: DocumentKind): number => seenSections(markdown).find(({ signature }) => signature.kind === kind)?.seen.length ?? 0

/**
 * Recognises a kind by its section headings: enough distinct concepts of one kind, two more than of any other. A file name or folder that points to the
 * kind lowers what is asked.
 */
export function headingSignature(markdown: MarkdownSyntax, { adrFolder, name }: { readonly adrFolder: boolean; readonly name: NameEvidence | undefined }): Recognition | undefined {
  const found = seenSections(markdown)
  found.sort((a, b) => b.seen.length - a.seen.length)
  const [best, second] = found
  if (name && name.kind !== 'ml-design-doc') {
    const own = found.find(({ signature }) => signature.kind === name.kind)
    if (own && own.seen.length >= (name.kind === 'roadmap' ? ROADMAP_AT_LEAST : NAMED_AT_LEAST))
      return { kind: name.kind, by: 'file-name', confidence: 0.85, evidence: `file name ${name.pattern}, sections ${own.seen.join(', ')}` }
  }
  if (!best || best.seen.length === 0) return undefined
  const { signature, seen } = best
  const complete = signature.essential.some((set) => set.every((concept) => seen.includes(concept)))
  if (adrFolder && signature.kind === 'adr' && seen.length >= 2 && seen.includes('decision')) return content(signature.kind, seen)
  if (!complete || seen.length < signature.atLeast || seen.length - (second?.seen.length ?? 0) < 2) return undefined
  return content(signature.kind, seen)
}

const content = (kind: DocumentKind, seen: readonly string[]): Recognition => ({
  kind,
  by: 'content',
  confidence: Math.min(0.95, 0.6 + 0.1 * seen.length),
  evidence: `sections ${seen.join(', ')}`,
})
