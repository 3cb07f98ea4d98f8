import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { MAX_FILE_SIZE } from '../engine/index.ts'

export type ReadResult = { readonly text: string } | { readonly reason: string }

/** Reads a document. What is no text of a sensible size comes back as a reason in words, to stand behind the path: `is not UTF-8 text`. */
export function readDocument(path: string): ReadResult {
  let fd: number
  try {
    // A named pipe without a writer must not make the run wait for ever.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return { reason: `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}` }
  }
  try {
    const status = fstatSync(fd)
    if (!status.isFile()) return { reason: 'is no regular file' }
    if (status.size > MAX_FILE_SIZE) return { reason: tooLarge(status.size) }
    const bytes = Buffer.allocUnsafe(status.size)
    let length = 0
    while (length < bytes.length) {
      const read = readSync(fd, bytes, length, bytes.length - length, null)
      if (read === 0) break
      length += read
    }
    return decodeDocument(bytes.subarray(0, length))
  } catch (error) {
    return { reason: `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}` }
  } finally {
    closeSync(fd)
  }
}

/** Bytes to text: no binary, no other encoding. A byte order mark is left out, as editors do, so that columns agree with theirs. */
export function decodeDocument(bytes: Buffer): ReadResult {
  if (bytes.length > MAX_FILE_SIZE) return { reason: tooLarge(bytes.length) }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { reason: 'is UTF-16, not UTF-8: save it as UTF-8' }
  if (bytes.subarray(0, 8192).includes(0)) return { reason: 'is binary, not text' }
  if (!isUtf8(bytes)) return { reason: 'is not UTF-8: save it as UTF-8' }
  const text = bytes.toString('utf8')
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text }
}

const tooLarge = (bytes: number): string => `is ${(bytes / 1024 / 1024).toFixed(1)} MB; at most ${MAX_FILE_SIZE / 1024 / 1024} MB are read`
