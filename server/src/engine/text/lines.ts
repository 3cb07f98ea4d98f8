/** Offset at which the line of a character begins. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

/** Characters before it in its line. */
export const columnAt = (text: string, offset: number): number => offset - lineStart(text, offset)
