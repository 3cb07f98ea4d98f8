import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { designDoc } from './documents.ts'
import { ROOT } from './server.ts'

const ROLES = ['client', 'api-gateway', 'inference-service', 'feature-store-online', 'prediction-log', 'monitoring', 'model-registry', 'fallback', 'stream-processor', 'database']
const BOUNDARIES = 4

/** A manifest with so many components in four boundaries and about three flows for two components, some of them without what the rules ask for. */
export function manifestOf(components: number): string {
  const names = Array.from(
    { length: components },
    (_, i) => `      - {id: c${i}, role: ${ROLES[i % ROLES.length]}, name: Part ${i}, technology: Technology ${i % 7}, boundary: b${i % BOUNDARIES}}\n`,
  )
  const flows = Array.from({ length: components - 1 }, (_, i) => {
    // A tree four wide, and every second part also passes something on to its neighbour.
    const flow = (from: number, to: number, data: string): string =>
      `      - {from: c${from}, to: c${to}, data: ${data} ${from}, classification: internal, protocol: ${from % 2 ? 'grpc' : 'kafka'}, sync: ${from % 2 === 1}${from % 5 ? ', auth: mtls, encrypted: true' : ''}}\n`
    return flow(Math.floor(i / 4), i + 1, 'request') + (i % 2 === 0 && i + 2 < components ? flow(i + 1, i + 2, 'event') : '')
  })
  return `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: model-of-${components}, version: 1.0.0}
spec:
  ownership: {owner: team:bench}
  risk: {tier: 2}
  lifecycle: {stage: production}
  architecture:
    boundaries:
${Array.from({ length: BOUNDARIES }, (_, i) => `      - {id: b${i}, name: Boundary ${i}, trust: ${i === 0 ? 'untrusted' : 'internal'}}\n`).join('')}    components:
${names.join('')}    flows:
${flows.join('')}`
}

const EXAMPLES = [
  ['card-fraud-scoring', 'card-fraud-scoring'],
  ['demand-forecast', 'demand-forecast'],
  ['support-assistant', 'support-assistant'],
  ['flawed-churn-model', 'churn'],
] as const

/** So many models by path: the manifests of the examples in turn, each under a name of its own and with a design document. */
export function modelFiles(count: number): ReadonlyMap<string, string> {
  const texts = EXAMPLES.map(([folder, name]) => readFileSync(join(ROOT, 'examples', folder, `${name}.model.yaml`), 'utf8'))
  const files = new Map<string, string>()
  for (let i = 0; i < count; i++) {
    const name = `model-${i}`
    files.set(`models/${name}/${name}.model.yaml`, texts[i % texts.length]!.replace(/^ {2}name: .*$/m, `  name: ${name}`).replace(/^ {2}displayName: .*\n/m, ''))
    files.set(`models/${name}/design.md`, designDoc(i, 120, name))
  }
  return files
}
