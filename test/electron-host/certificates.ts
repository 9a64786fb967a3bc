/** A server's certificate in Electron's shape, and Node's verdict on it in Chromium's words. */
import { createHash } from 'node:crypto'
import { type DetailedPeerCertificate, rootCertificates, type TLSSocket } from 'node:tls'
import type { Certificate, CertificatePrincipal, Session } from 'electron'

/** What `session.setCertificateVerifyProc` takes. */
export type VerifyProc = Parameters<Session['setCertificateVerifyProc']>[0]
export type VerifyRequest = Parameters<NonNullable<VerifyProc>>[0]

const verdicts: Readonly<Record<string, readonly [name: string, code: number]>> = {
  CA_KEY_TOO_SMALL: ['ERR_CERT_WEAK_KEY', -211],
  CA_MD_TOO_WEAK: ['ERR_CERT_WEAK_SIGNATURE_ALGORITHM', -208],
  CERT_HAS_EXPIRED: ['ERR_CERT_DATE_INVALID', -201],
  CERT_NOT_YET_VALID: ['ERR_CERT_DATE_INVALID', -201],
  CERT_REVOKED: ['ERR_CERT_REVOKED', -206],
  CERT_SIGNATURE_FAILURE: ['ERR_CERT_INVALID', -207],
  EE_KEY_TOO_SMALL: ['ERR_CERT_WEAK_KEY', -211],
  ERR_TLS_CERT_ALTNAME_INVALID: ['ERR_CERT_COMMON_NAME_INVALID', -200],
  INVALID_PURPOSE: ['ERR_CERT_INVALID', -207],
  PATH_LENGTH_EXCEEDED: ['ERR_CERT_INVALID', -207],
}

/** Node's code for why a chain is refused; undefined: it is trusted. */
const verdictOf = (problem: string | undefined): readonly [name: string, code: number] =>
  problem === undefined ? ['OK', 0] : (verdicts[problem] ?? ['ERR_CERT_AUTHORITY_INVALID', -202])

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

const texts = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

const principal = (name: DetailedPeerCertificate['subject']): CertificatePrincipal => ({
  commonName: texts(name.CN)[0] ?? '',
  country: texts(name.C)[0] ?? '',
  locality: texts(name.L)[0] ?? '',
  organizations: texts(name.O),
  organizationUnits: texts(name.OU),
  state: texts(name.ST)[0] ?? '',
})

/** The chain as far as Node knows it. Chromium shows the common name, else the organisation. */
const certificateOf = (peer: DetailedPeerCertificate): Certificate => {
  const subject = principal(peer.subject)
  const issuer = principal(peer.issuer)
  const above = peer.issuerCertificate as DetailedPeerCertificate | undefined
  const isLast = above === undefined || above === peer || above.fingerprint256 === peer.fingerprint256
  const certificate = {
    data: pem(peer.raw),
    fingerprint: `sha256/${createHash('sha256').update(peer.raw).digest('base64')}`,
    subject,
    subjectName: subject.commonName || (subject.organizations[0] ?? ''),
    issuer,
    issuerName: issuer.commonName || (issuer.organizations[0] ?? ''),
    serialNumber: peer.serialNumber,
    validStart: Date.parse(peer.valid_from) / 1000,
    validExpiry: Date.parse(peer.valid_to) / 1000,
  }
  return (isLast ? certificate : { ...certificate, issuerCert: certificateOf(above) }) as Certificate
}

const rootOf = (certificate: Certificate): Certificate =>
  certificate.issuerCert ? rootOf(certificate.issuerCert) : certificate

/** What a verify procedure is asked about a connection that has just been made, with Node's own verdict. */
export const verifyRequest = (socket: TLSSocket, hostname: string): VerifyRequest => {
  const certificate = certificateOf(socket.getPeerCertificate(true))
  // Typed as Error; at run time it is the error's code.
  const problem = socket.authorized ? undefined : String(socket.authorizationError)
  const [name, errorCode] = verdictOf(problem)
  return {
    hostname,
    certificate,
    validatedCertificate: certificate,
    isIssuedByKnownRoot: socket.authorized && rootCertificates.includes(rootOf(certificate).data.trim()),
    verificationResult: `net::${name}`,
    errorCode,
  }
}
