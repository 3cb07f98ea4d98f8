/** A pure function that remembers its latest result. Only for what many ask of the same object one after the other. */
export function latest<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  let known: { readonly key: K; readonly value: T } | undefined
  return (key) => {
    if (known?.key !== key) known = { key, value: compute(key) }
    return known.value
  }
}
