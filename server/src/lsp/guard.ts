import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import type { CancellationToken, Connection } from 'vscode-languageserver'

/** A request whose parameters are not what the protocol says. */
export class InvalidParams extends Error {}

/** The answer to a cancelled request. */
export const cancelled = (): ResponseError<never> => new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled')

/** Throws the answer to a cancelled request once it is one. */
export function checkCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancelled()
}

/** The document URI of a request. */
export function uriOf(params: { readonly textDocument?: { readonly uri?: unknown } } | undefined | null): string {
  const uri = params?.textDocument?.uri
  if (typeof uri !== 'string') throw new InvalidParams('textDocument.uri must be a string')
  return uri
}

/**
 * Stands between the connection and every handler: a handler that throws is logged and answered with an error, and the server
 * goes on; nothing is handled before `initialize` or after `shutdown`.
 */
export class Guard {
  readonly #connection: Connection
  readonly #now: () => number
  #phase: 'new' | 'running' | 'down' = 'new'

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection
    this.#now = now
  }

  start(): void {
    this.#phase = 'running'
  }

  stop(): void {
    this.#phase = 'down'
  }

  get running(): boolean {
    return this.#phase === 'running'
  }

  request<A extends readonly unknown[], R>(name: string, handler: (...args: A) => R | Promise<R>): (...args: A) => Promise<R | ResponseError<never>> {
    return async (...args) => {
      if (this.#phase === 'new') return new ResponseError<never>(ErrorCodes.ServerNotInitialized, `${name}: not initialized`)
      if (this.#phase === 'down') return new ResponseError<never>(ErrorCodes.InvalidRequest, `${name}: the server is shutting down`)
      const begin = this.#now()
      try {
        return await handler(...args)
      } catch (error) {
        if (error instanceof ResponseError) return error as ResponseError<never>
        if (error instanceof InvalidParams) return new ResponseError<never>(ErrorCodes.InvalidParams, `${name}: ${error.message}`)
        this.#report(name, error)
        return new ResponseError<never>(ErrorCodes.InternalError, `${name}: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        this.#connection.tracer.log(`${name} answered in ${(this.#now() - begin).toFixed(1)} ms`)
      }
    }
  }

  notification<A extends readonly unknown[]>(name: string, handler: (...args: A) => void | Promise<void>): (...args: A) => Promise<void> {
    return async (...args) => {
      if (this.#phase !== 'running') return
      try {
        await handler(...args)
      } catch (error) {
        this.#report(name, error)
      }
    }
  }

  /** Runs background work that nobody waits for. */
  background(name: string, work: () => Promise<void>): void {
    work().catch((error: unknown) => this.#report(name, error))
  }

  #report(name: string, error: unknown): void {
    if (this.#phase !== 'down') this.#connection.console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
