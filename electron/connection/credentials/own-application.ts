import type { Application } from '@microsoft/microsoft-graph-types'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { ExpiryAnswer } from '../../../shared/domain/credentials.ts'
import { isAppError } from '../../../shared/ipc/errors.ts'
import type { CertificateCredential } from '../../cloud/credential.ts'
import type { Graph } from '../../graph/graph.ts'
import type { RegistrationBook } from '../registration/registration-book.ts'
import { keyIdOf } from '../registration/registrations.ts'

interface Needs {
  readonly graph: (connectionId: string) => Promise<Graph>
  readonly book: RegistrationBook
}

/**
 * What Tenantry may read of its own app registration, with Application.Read.All. A registration whose home is another
 * tenant is not there to be read at all. Sources: Microsoft Graph, "Get application", "passwordCredential resource type".
 */
export class OwnApplication {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** When a secret ends, by its first three characters, which is all that Entra tells of it. */
  async secretExpiry(connection: Connection, hint: string, signal: AbortSignal): Promise<ExpiryAnswer> {
    const found = await this.#read(connection, signal)
    if (found === 'notPermitted' || found === 'notHere') return { found, ends: [] }
    const ends = (found.passwordCredentials ?? []).flatMap(({ hint: start, endDateTime }) =>
      start === hint && typeof endDateTime === 'string' ? [new Date(endDateTime).toISOString()] : [],
    )
    return { found: ends.length === 0 ? 'notHere' : ends.length === 1 ? 'one' : 'several', ends: ends.sort() }
  }

  /** The registration's object id, by which keys are rolled; null when it is neither known nor to be read. */
  async objectId(connection: Connection, signal: AbortSignal): Promise<string | null> {
    const known = this.#needs.book.read(connection.id)?.applicationId ?? null
    if (known !== null) return known
    const found = await this.#read(connection, signal)
    return typeof found === 'string' ? null : (found.id ?? null)
  }

  /** A certificate's id within the registration; null when it is not to be read, or not there. */
  async keyId(connection: Connection, certificate: CertificateCredential, signal: AbortSignal): Promise<string | null> {
    const found = await this.#read(connection, signal)
    return typeof found === 'string' ? null : keyIdOf(found.keyCredentials, certificate)
  }

  async #read(connection: Connection, signal: AbortSignal): Promise<Application | 'notPermitted' | 'notHere'> {
    const path = `/applications(appId='${connection.clientId}')?$select=id,passwordCredentials,keyCredentials`
    try {
      const graph = await this.#needs.graph(connection.id)
      return await graph.get<Application>(path, { needs: ['Application.Read.All'] }, signal)
    } catch (error) {
      if (isAppError(error) && error.code === 'permission_missing') return 'notPermitted'
      if (isAppError(error) && error.code === 'not_found') return 'notHere'
      throw error
    }
  }
}
