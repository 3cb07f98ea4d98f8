import { nearest } from '../text/edit-distance.ts'

/** For a path that does not exist: one of the same file name elsewhere, or one that differs by up to three letters. */
export function similarPath(path: string, known: readonly string[]): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return known.find((p) => p.endsWith(`/${name}`) || p === name) ?? nearest(path, known, 3)
}
