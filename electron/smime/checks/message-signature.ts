import type { CertificateCheckResult, CheckVerdict } from '../../../shared/domain/certificates.ts'
import type { MessageSignature } from '../material.ts'
import { result } from './result.ts'

/**
 * A message that was altered or forged is no witness for the certificate in it. `signerOther`: the message says nothing
 * about this one. `signerNotFrom`: the sender may write in somebody's name; the check of addresses says whose it is.
 */
const verdicts: Readonly<Record<MessageSignature['reason'], CheckVerdict>> = {
  signatureValid: 'ok',
  signatureWrong: 'failed',
  contentAltered: 'failed',
  signerOther: 'notAsked',
  signerNotFrom: 'warning',
  signatureUnsupported: 'unknown',
}

export const checkMessageSignature = (signature: MessageSignature | null): CertificateCheckResult =>
  signature === null
    ? result('messageSignature', 'notAsked', 'notFromMessage')
    : result('messageSignature', verdicts[signature.reason], signature.reason, signature.params)
