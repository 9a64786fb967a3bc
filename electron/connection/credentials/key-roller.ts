import type { KeyCredential } from '@microsoft/microsoft-graph-types'
import type { Connection } from '../../../shared/domain/connection.ts'
import { type AppError, type ErrorParams, isAppError } from '../../../shared/ipc/errors.ts'
import type { CertificateCredential } from '../../cloud/credential.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Clock } from '../../ports.ts'
import { keyCredential } from '../registration/registrations.ts'
import type { CredentialShelf } from './credential-shelf.ts'
import { isValidAt, keyProof } from './key-proof.ts'
import type { OwnApplication } from './own-application.ts'

interface Needs {
  readonly graph: (connectionId: string) => Promise<Graph>
  readonly shelf: CredentialShelf
  readonly application: OwnApplication
  readonly clock: Clock
}

export type Added = { readonly way: 'addKey' } | { readonly way: 'upload'; readonly params: ErrorParams }

/**
 * Adds and removes certificates of the own app registration. An application needs no permission for that, only the proof
 * that it holds a certificate that is registered and valid already. Sources: Microsoft Graph, "application: addKey" and
 * "application: removeKey".
 */
export class KeyRoller {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** `upload`: it cannot be done from here, and an administrator has to. */
  async add(connection: Connection, id: string, next: CertificateCredential, signal: AbortSignal): Promise<Added> {
    const { graph, shelf, application, clock } = this.#needs
    const signer = await shelf.active(connection)
    const applicationId = await application.objectId(connection, signal)
    const now = clock.now()
    if (applicationId === null || signer.kind === 'secret' || !isValidAt(signer, now))
      return { way: 'upload', params: {} }
    const proof = keyProof(signer, applicationId, now)
    const body = { keyCredential: keyCredential(next), passwordCredential: null, proof }
    const path = `/applications/${applicationId}/addKey`
    try {
      const { keyId } = await (await graph(connection.id)).send<KeyCredential>('POST', path, body, {}, signal)
      shelf.change(connection, id, { keyId: keyId ?? null })
      return { way: 'addKey' }
    } catch (error) {
      if (isAppError(error) && isRefusal(error)) return { way: 'upload', params: error.params }
      throw error
    }
  }

  /** By the proof of the other one. False where an administrator has to; one that is gone already is no error. */
  async remove(connection: Connection, id: string, signerId: string, signal: AbortSignal): Promise<boolean> {
    const { shelf } = this.#needs
    const gone = await shelf.load(connection, id)
    const signer = await shelf.load(connection, signerId)
    if (gone.kind === 'secret' || signer.kind === 'secret') return false
    return this.#removeKey(connection, await this.keyId(connection, id, signal), signer, signal)
  }

  /** As remove, by the proof of the active one, for one that is no longer kept here. */
  async removeLeft(connection: Connection, keyId: string | null, signal: AbortSignal): Promise<boolean> {
    const signer = await this.#needs.shelf.active(connection)
    return signer.kind === 'certificate' && this.#removeKey(connection, keyId, signer, signal)
  }

  /** A certificate's id within the registration, asked for where it is not known; null when it is not to be read. */
  async keyId(connection: Connection, id: string, signal: AbortSignal): Promise<string | null> {
    const { shelf, application } = this.#needs
    const known = shelf.list(connection).find((kept) => kept.id === id)?.keyId ?? null
    const credential = await shelf.load(connection, id)
    if (known !== null || credential.kind === 'secret') return known
    const keyId = await application.keyId(connection, credential, signal)
    if (keyId !== null) shelf.change(connection, id, { keyId })
    return keyId
  }

  async #removeKey(
    connection: Connection,
    keyId: string | null,
    signer: CertificateCredential,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { graph, application, clock } = this.#needs
    const applicationId = await application.objectId(connection, signal)
    if (applicationId === null || keyId === null) return false
    const body = { keyId, proof: keyProof(signer, applicationId, clock.now()) }
    try {
      await (await graph(connection.id)).send('POST', `/applications/${applicationId}/removeKey`, body, {}, signal)
      return true
    } catch (error) {
      if (!isAppError(error) || !isRefusal(error)) throw error
      // Graph's 400 is for a key that it does not find.
      return error.code === 'graph_refused' && error.params['status'] === '400'
    }
  }
}

/** Graph does not let the application do it, whatever the reason. */
const isRefusal = ({ code }: AppError): boolean =>
  ['graph_refused', 'permission_missing', 'token_refused', 'not_found'].includes(code)
