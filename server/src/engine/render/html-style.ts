/** Style sheet of HTML reports: light and dark by the reader's setting, paper in black on white. The pictures take their colours from the same names as in the editor. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--fg:#1f2328;--faint:#59636e;--bg:#ffffff;--soft:#f6f8fa;--line:#d1d9e0;--red:#b3202c;--amber:#835c00;--green:#156d30;--blue:#0757b5;
--vscode-foreground:var(--fg);--vscode-descriptionForeground:var(--faint);--vscode-editor-background:var(--bg);--vscode-editorWidget-background:var(--soft);--vscode-editorError-foreground:var(--red);--vscode-editorWarning-foreground:var(--amber);--vscode-editorInfo-foreground:var(--blue);--vscode-charts-green:var(--green);--vscode-charts-blue:var(--blue)}
@media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--faint:#9aa5b1;--bg:#0d1117;--soft:#161b22;--line:#3d444d;--red:#ff8079;--amber:#e0a83a;--green:#5bd06f;--blue:#79b8ff;--vscode-charts-purple:#c9a4ff;--vscode-charts-orange:#e0a83a}}
body{margin:0 auto;padding:1.5rem;max-width:1280px;font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.35rem;margin:2.2rem 0 .5rem;padding-top:.6rem;border-top:1px solid var(--line)}h3{font-size:1.1rem;margin:1.6rem 0 .4rem}
p{margin:.3rem 0}a{color:var(--blue)}.faint{color:var(--faint);font-weight:400;font-size:.88em}
code{font:.88em ui-monospace,monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1.2rem}caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:break-word}
thead th{font-size:.82rem;color:var(--faint);border-bottom-width:2px}tbody th{min-width:12rem}
.state{white-space:nowrap}.passed .state{color:var(--green)}.missing .state,.contradicted .state,.error .state{color:var(--red)}.asserted .state,.warning .state{color:var(--amber)}.manual .state,.info .state{color:var(--blue)}.waived .state,.not-applicable .state{color:var(--faint)}
.verdict{font-size:1.1rem;font-weight:600}.good{color:var(--green)}.bad{color:var(--red)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.6rem 0}.facts dt{color:var(--faint)}.facts dd{margin:0}
figure{margin:1.2rem 0;padding:0}.picture{overflow:auto;border:1px solid var(--line);border-radius:8px;padding:.5rem;margin:.4rem 0}.picture svg{max-width:100%;height:auto}
nav ol{columns:3 14rem;margin:1rem 0;padding:.8rem 1rem .8rem 2.4rem;background:var(--soft);border:1px solid var(--line);border-radius:8px}nav li{break-inside:avoid}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;margin:.3rem 0;padding:0;color:var(--faint);font-size:.88em}.legend svg{vertical-align:middle}
details{margin:.4rem 0}details>summary{padding:.2rem 0}summary{cursor:pointer}:focus-visible{outline:2px solid var(--blue);outline-offset:2px}footer{margin-top:2.5rem;border-top:1px solid var(--line);color:var(--faint)}
@media print{:root{--fg:#000;--faint:#444;--bg:#fff;--soft:#fff;--line:#999;--red:#a00;--amber:#640;--green:#040;--blue:#006}body{max-width:none;padding:0;font-size:10.5pt}nav{display:none}.model{break-before:page}tr,figure{break-inside:avoid}.picture{overflow:visible;border:0}a{color:inherit;text-decoration:none}}
`.trim()
