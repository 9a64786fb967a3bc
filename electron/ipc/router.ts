import type { z } from 'zod'
import type { Language } from '../../shared/ipc/app.ts'
import { contract, type Handlers, type Route } from '../../shared/ipc/contract.ts'
import { AppError, isAppError, type Result } from '../../shared/ipc/errors.ts'
import { explain } from '../../shared/text/explain.ts'
import type { Logger } from '../ports.ts'

const isRoute = (route: unknown): route is Route => typeof route === 'string' && Object.hasOwn(contract, route)

/**
 * One request of the renderer: look the route up, parse strictly, call the handler, answer with an envelope. Never rejects.
 * An error that is not an AppError becomes `internal` with a reference that only the log explains.
 */
export class Router {
  readonly #handlers: Handlers
  readonly #logger: Logger
  readonly #language: () => Language
  readonly #newReference: () => string

  constructor(options: {
    readonly handlers: Handlers
    readonly logger: Logger
    readonly language: () => Language
    readonly newReference: () => string
  }) {
    this.#handlers = options.handlers
    this.#logger = options.logger
    this.#language = options.language
    this.#newReference = options.newReference
  }

  async dispatch(route: unknown, input: unknown): Promise<Result<unknown>> {
    try {
      if (!isRoute(route)) throw new AppError('route_not_found', { route: String(route).slice(0, 64) })
      const parsed = contract[route].input.safeParse(input)
      if (!parsed.success) throw notExpected(parsed.error)
      // The map is exhaustive by type; what is lost here is only the tie between this route and its own input.
      const handler = this.#handlers[route] as (input: unknown) => unknown
      return { ok: true, data: await handler(parsed.data) }
    } catch (error) {
      return this.refuse(error, typeof route === 'string' ? route.slice(0, 64) : 'unknown')
    }
  }

  /** The envelope for an error, in the administrator's language; what may not cross stays in the log under the reference. */
  refuse(error: unknown, route: string): Result<never> {
    const known = isAppError(error) ? error : new AppError('internal', {}, { cause: error })
    const reference = this.#newReference()
    const write = known.code === 'internal' ? 'error' : 'warn'
    this.#logger[write]('ipc.refused', { route, code: known.code, reference, params: known.params, cause: known.cause })
    const { message, remedy } = explain(known, this.#language())
    const text = remedy === undefined ? { message } : { message, remedy }
    return { ok: false, error: { code: known.code, ...text, params: known.params, reference } }
  }
}

const notExpected = (error: z.ZodError): AppError => {
  const issue = error.issues[0]
  return new AppError('validation', {
    field: issue?.path.join('.') || 'request',
    problem: issue?.message ?? 'unknown',
  })
}
