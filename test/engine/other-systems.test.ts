import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Workspace } from '../../server/src/engine/index.ts'

/** Documents of systems without a model: each lacks sections that those of a model owe. */
const OTHERS: Readonly<Record<string, string>> = {
  'docs/irrigation-runbook.md': `# Runbook: irrigation controller east fields

## Symptoms

The alarm \`valve_pressure_low\` fires, or the panel shows E-14 on a controller. A sector stays dry for more than one cycle.

## Diagnosis

1. Read the pressure at the manifold; below 2.1 bar the pump is at fault, above it the valve.
2. Check the controller model and the firmware: the X200 model needs the old bus driver.
3. Compare the soil readings with the weather forecast of the day; the forecast may have cancelled the cycle.

## Mitigation

Open the bypass by hand. Only trained operators open the bypass.
`,
  'docs/runbooks/ingress.md': `# Runbook: ingress canary stuck

## Trigger

\`IngressCanaryStuck\`: the canary weight has not moved for 30 minutes, or config drift is above the threshold.

## Diagnosis

1. \`kubectl get ingress -l track=canary\`; look at the labels and at the image in the registry.
2. Compare the shadow traffic with the canary. Confidence in the probe is low at night; two features behind flags must not be on at once.

## Mitigation

Set the weight to 0 and push the former tag from the registry.
`,
  'docs/launch-checklist.md': `# Launch checklist of the ticket shop

- [x] Load test at 3,000 requests a second
- [ ] Threat model reviewed by security
- [ ] Staff of the box office is trained on the new seat map
- [ ] Data model of refunds signed by finance
- [x] Prediction of the sales peak is with the hall managers
- [ ] Alerts lead to the shop's pager
`,
  'docs/threat-model.md': `# Threat model: payment gateway

## Threats

| Id | Element | Threat | Mitigation | Status |
|---|---|---|---|---|
| T1 | gateway | payload altered between check and send | | open |
| T2 | fraud score | the score of the other team does not answer in 300 ms | rules of the gateway decide | done |
| T3 | fraud score | exchanged model | covered in the threat model of its team | accepted |
`,
}

const OF_A_MODEL: Readonly<Record<string, string>> = {
  'docs/churn-runbook.md': `# Drift of the churn score

## Symptoms

The alert \`churn-psi\` fires: PSI above 0.2 for two nights.

## Diagnosis

1. Compare the histograms of the features with those of the training month.

## Mitigation

Run \`churnctl pause\`: the campaign uses the scores of the last good night. Set the registry alias \`champion\` back.

## Escalation

On-call of team churn, after 30 minutes the head of data science.
`,
  'docs/assistant-runbook.md': `# Runbook: the assistant answers wrongly

## Symptoms

More than five complaints in an hour, or \`grounded_share\` below 0.9.

## Diagnosis

1. Which prompt version is live?
2. Has the provider changed the model? Is the index older than a day? Then retrieval finds old articles.

## Mitigation

Set the flag \`assistant_answers\` to off, then set the prompt back to the version before.
`,
  'docs/threat-model.md': `# Threat model: policy assistant

## Threats

| Id | Threat | Mitigation | Status |
|---|---|---|---|
| T1 | prompt injection by a document | the model has no tools | mitigated |
| T2 | the LLM repeats another tenant's data | retrieval filters by tenant | mitigated |
| T3 | model weights exchanged | | open |
`,
}

/** Takes a parcel back to a version, in words that any service has. */
const PLAIN = `# Parcel times are late

## Symptoms

The alert \`parcel-late\` fires.

## Mitigation

Run \`parcelctl pause\`.
`

const DESIGN = '# Parcel times: ML design\n\nThe model predicts when a parcel arrives.\n'
const MANIFEST = (spec: string): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: parcel-eta, version: 1.0.0}\nspec: {${spec}}\n`

function open(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined }, { tier: 1 })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  return workspace
}

const count = (path: string, files: Readonly<Record<string, string>>): number => open(files).analyze(path).findings.length

describe('runbooks, threat models and checklists', () => {
  for (const [path, text] of Object.entries(OTHERS)) {
    it(`of a system without a model get no finding: ${path}`, () => {
      const analysis = open({ [path]: text }).analyze(path)
      assert.notEqual(analysis.recognition, undefined, 'it is called what it is')
      assert.deepEqual(analysis.findings, [])
      assert.notEqual(count(path, { [path]: `---\nkind: ${analysis.recognition!.kind}\n---\n${text}` }), 0, 'unless they say that they are ours')
    })
  }

  for (const [path, text] of Object.entries(OF_A_MODEL)) it(`of a model keep theirs: ${path}`, () => assert.notEqual(count(path, { [path]: text }), 0))

  it('that say little of a model keep theirs where a model links them, or they link one', () => {
    const path = 'docs/runbooks/parcel-late-runbook.md'
    const alone = { [path]: PLAIN }
    assert.equal(count(path, alone), 0)
    const linking: readonly Readonly<Record<string, string>>[] = [
      { 'models/parcel.model.yaml': MANIFEST(`governance: {documents: {runbooks: [${path}]}}`) },
      { 'models/parcel.model.yaml': MANIFEST(`monitoring: {service: [{signal: lateness, runbook: ../${path}}]}`) },
      { 'docs/ml-design.md': `${DESIGN}\nSee the [runbook](runbooks/parcel-late-runbook.md#symptoms).\n` },
      { 'docs/ml-design.md': `---\nrunbook: runbooks/parcel-late-runbook.md\n---\n${DESIGN}` },
    ]
    for (const other of linking) assert.notEqual(count(path, { ...alone, ...other }), 0, Object.values(other)[0])
    assert.notEqual(count(path, { [path]: `${PLAIN}\nSee the [design](../ml-design.md).\n`, 'docs/ml-design.md': DESIGN }), 0)
    assert.notEqual(count(path, { [path]: `---\nmodel: parcel-eta\n---\n${PLAIN}` }), 0)
    assert.notEqual(count(path, { ...alone, '.plumbline.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\nspec: {kinds: {runbook: [docs/runbooks/*.md]}}\n' }), 0)
    assert.equal(count(path, { ...alone, 'docs/ml-design.md': `${DESIGN}\nSee the [runbook](other/parcel-late-runbook.md).\n` }), 0, 'a file of the same name elsewhere')
    assert.equal(count(path, { ...alone, 'notes.md': `See the [runbook](${path}).\n` }), 0, 'notes are no document of a model')
  })

  it('follow the links as these come and go', () => {
    const path = 'docs/runbooks/parcel-late-runbook.md'
    const workspace = open({ [path]: PLAIN, 'docs/ml-design.md': DESIGN })
    const says = (): boolean => workspace.analyze(path).findings.length > 0
    assert.equal(says(), false)
    workspace.set('docs/ml-design.md', `${DESIGN}\nSee the [runbook](runbooks/parcel-late-runbook.md).\n`)
    assert.equal(says(), true)
    workspace.set('docs/ml-design.md', `${DESIGN}\nSee the runbook, runbooks/parcel-late-runbook.md.\n`)
    assert.equal(says(), false)
    workspace.set('models/parcel.model.yaml', MANIFEST(`governance: {documents: {runbooks: [${path}]}}`))
    assert.equal(says(), true)
    workspace.delete('models/parcel.model.yaml')
    assert.equal(says(), false)
  })
})
