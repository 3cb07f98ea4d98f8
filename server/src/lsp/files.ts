import { DOCUMENT_EXTENSIONS, MAX_FILE_SIZE } from '../engine/index.ts'

export const TOO_LARGE = `is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB`

/** Watched and read: Markdown and YAML, the workspace configuration among them. */
export const DOCUMENT_GLOB = `**/*.{${DOCUMENT_EXTENSIONS.join(',')}}`
