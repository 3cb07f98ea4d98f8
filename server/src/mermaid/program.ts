/** Where the check lies, from the module that loads it; the build puts the file of its own bundle here. */
export const PROGRAM = './check.ts'
