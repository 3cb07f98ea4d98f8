/** Parts of the mermaid package that its type declarations leave out; the names of the files belong to the version that package.json pins. */
declare module 'mermaid/dist/chunks/mermaid.core/*' {
  export const diagram: {
    readonly parser: { parse(text: string): unknown; readonly parser?: { yy: unknown } }
    /** Made anew, or emptied by `clear`. */
    readonly db: { clear?(): void }
  }
}
