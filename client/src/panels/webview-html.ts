import { randomBytes } from './random.ts'
import type * as vscode from 'vscode'

/** What the page of a panel needs. */
export interface PageParts {
  readonly webview: vscode.Webview
  readonly title: string
  /** Module below dist/webviews. */
  readonly script: vscode.Uri
  readonly style: vscode.Uri
}

/**
 * The one page of all panels, with the one content security policy: scripts by nonce from the extension only, styles and fonts from the
 * extension only, pictures as data, and nothing from the network. What is shown comes as messages and is written as text.
 */
export function pageOf({ webview, title, script, style }: PageParts): string {
  const nonce = randomBytes()
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    'img-src data:',
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${webview.asWebviewUri(style).toString()}">
</head>
<body>
<main id="app" aria-busy="true"></main>
<script type="module" nonce="${nonce}" src="${webview.asWebviewUri(script).toString()}"></script>
</body>
</html>`
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
