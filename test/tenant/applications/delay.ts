import { z } from 'zod'

const requests = z.number().int().nonnegative().optional()

/**
 * How long new things stay unseen elsewhere in the directory, counted in requests so that a test knows what comes.
 * Each number holds for what is created after it was set.
 * - `applications`: Graph requests that name a new application (by either id, or as a principal's `appId`).
 * - `servicePrincipals`: Graph requests that name a new service principal.
 * - `assignments`: lists of assignments that lack a new one.
 * - `clients`: token requests of a new application, refused with AADSTS700016.
 * - `credentials`: token requests with a new credential, refused with AADSTS700027 or 7000215.
 * - `roles`: tokens without a new role.
 */
export const lagSettings = z.strictObject({
  applications: requests,
  servicePrincipals: requests,
  assignments: requests,
  clients: requests,
  credentials: requests,
  roles: requests,
})
export type Lag = z.infer<typeof lagSettings>

/** Hides something from so many requests. */
export class Delay {
  #left: number

  constructor(requests = 0) {
    this.#left = requests
  }

  /** Whether this request still misses it. Counts the request. */
  hides(): boolean {
    if (this.#left === 0) return false
    this.#left--
    return true
  }
}
