import type { RuleDto, RuleExampleDto } from '../../server/src/protocol/index.ts'

/** One rule as a Markdown page. */
export function rulePage(rule: RuleDto): string {
  const severities = rule.severities.every((severity) => severity === rule.severities[0])
    ? `${rule.severities[0]} in every tier`
    : rule.severities.map((severity, i) => `tier ${i + 1}: ${severity}`).join(', ')
  const parts = [
    `# ${rule.title}`,
    `\`${rule.name}\` · ${rule.id} · ${rule.category}`,
    `## Satisfied by\n\n${rule.satisfiedBy}`,
    `## Why\n\n${rule.why}`,
    `## What to do\n\n${rule.help}`,
    `## Severity\n\n${severities}`,
    `## Documents\n\n${rule.kinds.join(', ')}`,
  ]
  if (rule.good) parts.push(`## Good\n\n${example(rule.good)}`)
  if (rule.bad) parts.push(`## Bad\n\n${example(rule.bad)}`)
  if (rule.references.length > 0) parts.push(`## References\n\n${rule.references.map((reference) => `- ${reference}`).join('\n')}`)
  return `${parts.join('\n\n')}\n`
}

function example({ path, text }: RuleExampleDto): string {
  // Longer than every fence inside.
  const longest = Math.max(2, ...(text.match(/^ {0,3}`{3,}/gm) ?? []).map((fence) => fence.trim().length))
  const fence = '`'.repeat(longest + 1)
  return `\`${path}\`\n\n${fence}${/\.ya?ml$/.test(path) ? 'yaml' : 'markdown'}\n${text.replace(/\n+$/, '')}\n${fence}`
}
