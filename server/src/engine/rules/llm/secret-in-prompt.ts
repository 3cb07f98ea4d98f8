import { findSecrets } from '../security/secret-patterns.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const manifest = (prompts: string): string => sampleManifest(`model: {type: llm, origin: third-party-api}\nllm: {prompts: [${prompts}]}`).text

/** Longest prompt that is read, in characters. */
const READ = 200_000

export default defineRule({
  id: 'PL-LLM-015',
  name: 'secret-in-prompt',
  category: 'llm',
  title: 'A prompt holds a secret',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'error', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'Prompts without credentials, checked for it (`secretsFree: true`)',
  why: 'What stands in a prompt can be talked out of the model by anybody',
  help: 'Take the credential out of the prompt, rotate it, and let the service that calls the model hold it',
  references: ['OWASP LLM07:2025 System Prompt Leakage'],
  examples: {
    good: [
      {
        path: 'eta.model.yaml',
        text: `//- path: eta.model.yaml\n${manifest('{id: answer, version: 3, ref: prompts/answer.md, secretsFree: true}')}//- path: prompts/answer.md\nYou answer questions about parcels.\n`,
      },
    ],
    bad: [
      { path: 'eta.model.yaml', text: manifest('{id: answer, version: 3, ref: prompts/answer.md, secretsFree: false}') },
      {
        title: 'The file has one',
        path: 'eta.model.yaml',
        text: `//- path: eta.model.yaml\n${manifest('{id: answer, version: 3, ref: prompts/answer.md, secretsFree: true}')}//- path: prompts/answer.md\nYou answer questions. Call the depot with AKIA${'IOSFODNN7EXAMPLQ'}.\n`,
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    for (const { node } of entriesAt(document.root, 'spec.llm.prompts')) {
      const name = nameOf(node) ?? 'a prompt'
      const free = fieldAt(node, 'secretsFree')
      if (free?.value === false) yield { range: free.range, message: `The prompt ${name} is not free of secrets, says the manifest` }
      const ref = fieldAt(node, 'ref')
      const target = textAt(node, 'ref')
      if (!ref || target === undefined) continue
      const prompt = [workspace.resolve('', target), workspace.resolve(document.path, target)].map((place) => place && workspace.document(place.path)).find(Boolean)
      const [secret] = prompt ? findSecrets(prompt.text.slice(0, READ)) : []
      if (prompt && secret)
        yield { range: ref.range, message: `The prompt ${name} holds ${secret.type}`, related: [{ path: prompt.path, range: secret.range, message: 'It stands here' }] }
    }
  },
})
