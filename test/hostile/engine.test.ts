import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { DOCUMENT_KINDS, Workspace } from '../../server/src/engine/index.ts'
import type { Analysis, AnalysisOptions } from '../../server/src/engine/index.ts'
import { mistakes, TODAY } from '../laws/material.ts'
import { BAIT, CONFIGURATION, CONFIGURATIONS, DESIGN, HOSTILE, long, MANIFEST, WITNESS, WITNESS_PATH, WITNESS_RULE } from './inputs.ts'
import { worked } from '../support/worked.ts'

/** Milliseconds for one hostile document on a busy machine: far from what polynomial time would take. */
const PATIENCE = 8_000

/** Analyses one file beside the witness; both have to come out right. */
function analyse(path: string, text: string, options: AnalysisOptions = {}): Analysis {
  const workspace = new Workspace({ today: () => TODAY, exists: () => undefined }, options)
  const started = worked()
  workspace.set(path, text)
  workspace.set(WITNESS_PATH, WITNESS)
  const analysis = workspace.analyze(path)
  const taken = worked() - started
  assert.ok(taken < PATIENCE, `${taken.toFixed(0)} ms`)
  assert.deepEqual(mistakes(analysis, workspace), [])
  if (options.kind === undefined) assert.equal(workspace.analyze(WITNESS_PATH).findings.filter((f) => f.rule === WITNESS_RULE).length, 1, 'the other document keeps its finding')
  return analysis
}

describe('hostile documents', () => {
  for (const [name, { path, text, rule, says }] of Object.entries(HOSTILE)) {
    it(name, () => {
      const { findings } = analyse(path, text)
      if (!says) return
      const told = findings.filter((f) => f.rule === rule && says.test(f.message))
      assert.ok(
        told.length > 0,
        `no ${rule} says ${says}: ${findings
          .slice(0, 12)
          .map((f) => `${f.rule}: ${f.message}`)
          .join('\n')}`,
      )
    })
  }
})

describe('a configuration', () => {
  for (const [name, { text, rule, says }] of Object.entries(CONFIGURATIONS)) {
    it(name, () => {
      const { findings } = analyse('.plumbline.yaml', text)
      if (says)
        assert.ok(
          findings.some((f) => (rule === undefined || f.rule === rule) && says.test(f.message)),
          findings
            .slice(0, 12)
            .map((f) => `${f.rule}: ${f.message}`)
            .join('\n'),
        )
    })
  }
})

test('nothing has changed the prototype of objects', () => {
  assert.deepEqual(Object.keys(Object.prototype), [])
  assert.equal((Object.create({}) as Record<string, unknown>)['polluted'], undefined)
})

/** A text of 20,000 characters in each place where text can stand. */
const PLACES: Readonly<Record<string, { readonly path: string; text(bait: string): string }>> = {
  paragraph: { path: 'docs/a.md', text: (bait) => `${DESIGN}The model rolls back ${bait} x\n` },
  block: { path: 'docs/a.md', text: (bait) => `${DESIGN}${bait}\n\n## Rollback\n\nTBD\n` },
  heading: { path: 'docs/a.md', text: (bait) => `${DESIGN}## ${oneLine(bait)} z\n` },
  'status of a record': {
    path: 'docs/adr/0002-b.md',
    text: (bait) => `# 2. B\n\n## Status\n\nAccepted ${bait}\n\n## Context\n\nx\n\n## Decision\n\n${bait}\n\n## Consequences\n\n${bait}z\n`,
  },
  'text in YAML': {
    path: 'a.model.yaml',
    text: (bait) =>
      `${MANIFEST}spec:\n  owner: ${JSON.stringify(bait)}\n  lineage: {code: {repository: ${JSON.stringify(bait)}}}\n  notes: |\n    ${bait.replaceAll('\n', '\n    ')}\n`,
  },
  'YAML itself': { path: 'a.model.yaml', text: (bait) => `${MANIFEST}spec:\n  ${bait}\n` },
  'key and comment in YAML': { path: 'a.model.yaml', text: (bait) => `${MANIFEST}spec: # ${oneLine(bait)}\n  ? ${JSON.stringify(bait)}\n  : 1\n` },
  'front matter': {
    path: 'docs/a.md',
    text: (bait) => `---\nkind: ml-design-doc\ntitle: ${oneLine(bait)}\nmanifest: ${JSON.stringify(bait)}\n$schema: ${JSON.stringify(`plumbline${bait}`)}\n---\n# A\n`,
  },
  configuration: {
    path: '.plumbline.yaml',
    text: (bait) => `${CONFIGURATION}exclude: [${JSON.stringify(`none/${bait.slice(0, 5_000)}`)}]\nrules:\n  ? ${JSON.stringify(bait)}\n  : ${JSON.stringify(bait)}\n`,
  },
  suppression: {
    path: 'docs/a.md',
    text: (bait) => `${DESIGN}<!-- plumbline-disable-next-line ${oneLine(bait)} -->\n\n<!-- plumbline-disable missing-rollback -- ${oneLine(bait)} until -->\n`,
  },
}

const oneLine = (text: string): string => text.replaceAll(/[\n\r]/g, ' ')

describe('bait for slow patterns: 20,000 characters of one piece', () => {
  for (const [place, { path, text }] of Object.entries(PLACES)) {
    it(`as ${place}`, (t) => {
      let slowest = { milliseconds: 0, piece: '' }
      for (const piece of BAIT) {
        const started = worked()
        analyse(path, text(long(piece, 20_000)))
        const milliseconds = worked() - started
        if (milliseconds > slowest.milliseconds) slowest = { milliseconds, piece }
      }
      t.diagnostic(`slowest ${slowest.milliseconds.toFixed(0)} ms: ${JSON.stringify(slowest.piece)}`)
    })
  }
})

test('bait for the rules of every kind of document', (t) => {
  const markdown = `---\ntitle: x\n---\n# Churn\n\n## Status\n\nAccepted\n\n${BAIT.map((piece) => `## Part\n\n${long(piece, 2_000)}\n`).join('\n')}`
  const yaml = `${MANIFEST}spec:\n${BAIT.map((piece, i) => `  x-${i}: ${JSON.stringify(long(piece, 2_000))}\n`).join('')}`
  for (const kind of DOCUMENT_KINDS) {
    const started = worked()
    for (const [path, text] of [
      ['docs/a.md', markdown],
      ['a.yaml', yaml],
    ] as const)
      analyse(path, text, { kind, tier: 1 })
    t.diagnostic(`${kind}: ${(worked() - started).toFixed(0)} ms`)
  }
})

test('TODO 100,000 times, in lines and in one', () => {
  analyse('docs/a.md', `${DESIGN}${'TODO\n'.repeat(100_000)}`)
  analyse('docs/a.md', `${DESIGN}${'TODO '.repeat(100_000)}`)
  analyse('docs/a.md', `${DESIGN}${`${'TODO '.repeat(200)}\n`.repeat(500)}`)
  analyse('a.model.yaml', `${MANIFEST}spec:\n  x-a: "${'TODO '.repeat(100_000)}"\n`)
})
