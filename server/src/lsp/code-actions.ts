import type { CodeAction, CodeActionParams, Diagnostic, Range as LspRange, SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver'
import { findRule } from '../engine/index.ts'
import type { Finding, Fix } from '../engine/index.ts'
import { Lines, toDiagnostic, toRange, toTextEdit } from './convert.ts'
import type { Place } from './folders.ts'
import { InvalidParams, uriOf } from './guard.ts'
import type { Session } from './session.ts'
import { suppression } from './suppression.ts'
import { uriKey } from './uri.ts'

const wants = (only: readonly string[] | undefined, kind: string): boolean => only === undefined || only.some((k) => kind === k || kind.startsWith(`${k}.`))

/** `textDocument/codeAction`: the fixes that findings carry, and a suppression with a reason for each. */
export function codeActions(session: Session, params: CodeActionParams): readonly CodeAction[] {
  const uri = uriOf(params)
  const range = params.range
  if (!range?.start || !range.end) throw new InvalidParams('range is missing')
  if (!wants(params.context?.only, 'quickfix')) return []
  const known = session.findings(uriKey(uri))
  if (!known) return []
  const { place } = known
  const lines = new Lines(place)
  const own = lines.of(place.path)
  const start = own.offset(range.start)
  const end = own.offset(range.end)
  const touched = known.findings.filter((f) => f.range.start <= end && start <= f.range.end)
  const actions: CodeAction[] = []
  for (const finding of touched) {
    const diagnostic = toDiagnostic(finding, place, lines, session.facts)
    const safe = finding.fixes.filter((fix) => fix.safe).length
    for (const fix of finding.fixes)
      actions.push({ title: fix.title, kind: 'quickfix', diagnostics: [diagnostic], isPreferred: safe === 1 && fix.safe, edit: fixEdit(session, place, lines, fix) })
  }
  for (const finding of touched) {
    const action = suppressAction(session, place, lines, finding)
    if (action) actions.push(action)
  }
  return actions
}

function fixEdit(session: Session, place: Place, lines: Lines, fix: Fix): WorkspaceEdit {
  const byPath = new Map<string, TextEdit[]>()
  for (const { path, edit } of fix.edits) byPath.set(path, [...(byPath.get(path) ?? []), toTextEdit(lines.of(path), edit)])
  return workspaceEdit(session, place, byPath)
}

/** Edits by path, with versions where the client can check them. */
function workspaceEdit(session: Session, place: Place, byPath: ReadonlyMap<string, readonly (TextEdit | SnippetTextEdit)[]>): WorkspaceEdit {
  const changes = [...byPath].map(([path, edits]): TextDocumentEdit => {
    const uri = place.uriOf(path)
    const open = session.documents.get(uriKey(uri))
    return { textDocument: { uri: open?.uri ?? uri, version: open?.version ?? null }, edits: [...edits] }
  })
  if (session.facts.documentChanges) return { documentChanges: changes }
  return { changes: Object.fromEntries(changes.map((c) => [c.textDocument.uri, c.edits.filter((e): e is TextEdit => 'newText' in e)])) }
}

function suppressAction(session: Session, place: Place, lines: Lines, finding: Finding): CodeAction | undefined {
  // What cannot be waived would only become a second finding.
  if (findRule(finding.rule)?.waivable === false) return undefined
  const index = lines.of(place.path)
  const text = place.workspace.text(place.path) ?? ''
  const all = Array.from({ length: index.lineCount }, (_, i) => index.lineText(i))
  const insertions = suppression(all, index.lineOf(finding.range.start), finding.rule, /\.ya?ml$/i.test(place.path))
  if (insertions.length === 0) return undefined
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const edits = insertions.map(({ line, before, after }, i): TextEdit | SnippetTextEdit => {
    const beyond = line >= index.lineCount
    const at = index.position(beyond ? text.length : index.lineRange(line).start)
    const range: LspRange = { start: at, end: at }
    const reason = i === 0 ? 'reason' : ''
    const wrap = (words: string): string => (beyond ? `${newline}${words}` : `${words}${newline}`)
    if (i === 0 && session.facts.snippetEdits) return { range, snippet: { kind: 'snippet', value: wrap(`${escapeSnippet(before)}\${1:${reason}}${escapeSnippet(after)}`) } }
    return { range, newText: wrap(`${before}${reason}${after}`) }
  })
  const diagnostic: Diagnostic = { ...toDiagnostic(finding, place, lines, session.facts), range: toRange(index, finding.range) }
  return { title: `Suppress ${finding.rule} here, with a reason`, kind: 'quickfix', diagnostics: [diagnostic], edit: workspaceEdit(session, place, new Map([[place.path, edits]])) }
}

const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&')
