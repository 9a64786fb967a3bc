import type { KeyCredential } from '@microsoft/microsoft-graph-types'
import { type AppError, isAppError } from '../../../shared/ipc/errors.ts'
import type { CertificateCredential } from '../../cloud/credential.ts'
import type { Graph } from '../../graph/graph.ts'
import { keyCredential } from '../registration/registrations.ts'
import { keyProof } from './key-proof.ts'

/**
 * Adds a certificate to an app registration by the application itself, which needs no permission for that, only the proof
 * that it holds a valid one. Returns its id there. Source: Microsoft Graph, "application: addKey".
 */
export const addKey = async (
  graph: Graph,
  applicationId: string,
  {
    next,
    signer,
    now,
  }: { readonly next: CertificateCredential; readonly signer: CertificateCredential; readonly now: Date },
  signal: AbortSignal,
): Promise<string | null> => {
  const body = {
    keyCredential: keyCredential(next),
    passwordCredential: null,
    proof: keyProof(signer, applicationId, now),
  }
  const { keyId } = await graph.send<KeyCredential>('POST', `/applications/${applicationId}/addKey`, body, {}, signal)
  return keyId ?? null
}

/** One that is not there any more is no error. Source: Microsoft Graph, "application: removeKey". */
export const removeKey = async (
  graph: Graph,
  applicationId: string,
  { keyId, signer, now }: { readonly keyId: string; readonly signer: CertificateCredential; readonly now: Date },
  signal: AbortSignal,
): Promise<void> => {
  const body = { keyId, proof: keyProof(signer, applicationId, now) }
  try {
    await graph.send('POST', `/applications/${applicationId}/removeKey`, body, {}, signal)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'graph_refused' || error.params['status'] !== '400') throw error
  }
}

/** Graph does not let the application do it, whatever the reason: the administrator has to. */
export const isRefusal = ({ code }: AppError): boolean =>
  ['graph_refused', 'permission_missing', 'token_refused', 'not_found'].includes(code)
