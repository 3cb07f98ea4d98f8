import type { RuleExample } from './types.ts'

/** A small manifest for the examples of a rule: fields below `spec`, without the two blanks in front. */
export function sampleManifest(spec: string, { tier = 1, title }: { readonly tier?: number; readonly title?: string } = {}): RuleExample {
  const text = `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: parcel-eta, version: 2.1.0}
spec:
  ownership: {owner: team:routing}
  risk: {tier: ${tier}}
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`
  return { ...(title ? { title } : {}), path: 'parcel-eta.model.yaml', text }
}

/** A small document with front matter for the examples of a rule. */
export function sampleDocument(
  kind: string,
  body: string,
  { tier = 1, title, front = '' }: { readonly tier?: number; readonly title?: string; readonly front?: string } = {},
): RuleExample {
  const extra = front === '' ? '' : `${front.trim()}\n`
  return { ...(title ? { title } : {}), path: `docs/parcel-eta-${kind}.md`, text: `---\nkind: ${kind}\nriskTier: ${tier}\n${extra}---\n# Parcel arrival times\n\n${body.trim()}\n` }
}
