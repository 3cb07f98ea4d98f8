/** A pure function of a text that remembers its latest results: at least `size` of them. Only for what many ask of the same few texts. */
export function remembered<T>(size: number, compute: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  return (text) => {
    let value = young.get(text)
    if (value !== undefined) return value
    value = old.get(text) ?? compute(text)
    if (young.size >= size) {
      old = young
      young = new Map()
    }
    young.set(text, value)
    return value
  }
}
