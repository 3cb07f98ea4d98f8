/** 128 random bits in hexadecimal, from the platform's own source: the same in Node and in a web worker. */
export const randomBytes = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
