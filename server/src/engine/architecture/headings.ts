import type { DocumentView } from '../documents/document.ts'
import { allSections, normaliseHeading } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'

// Anchored alternatives of literal words; linear in the heading.
const ARCHITECTURE =
  /^(?:(?:the|proposed|target|current|overall|logical|physical|technical|serving|inference|deployment|solution|system|software|high level|ml|model|data) ){0,3}architecture(?: (?:overview|diagram|description|view))?$|^(?:high level|system|solution) (?:design|overview|context)$|^(?:system )?components(?: and (?:data )?flows)?$|^building blocks?(?: view)?$|^(?:data )?flow diagrams?$|^data flows?$|^design choices and architecture$|^architecture and \w+$|^deployment view$/

/** The first section that is about the architecture, by its heading. */
export function architectureSection({ sections }: DocumentView): Section | undefined {
  if (sections) for (const section of allSections(sections)) if (section.heading && ARCHITECTURE.test(normaliseHeading(section.heading.text))) return section
  return undefined
}
