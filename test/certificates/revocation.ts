import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openssl } from './openssl.ts'
import { type Issued, openSslTime, type Workshop } from './workshop.ts'

export interface Revoked {
  readonly certificate: Uint8Array
  readonly at: Date
  /** As openssl spells it. */
  readonly reason?: 'keyCompromise' | 'cessationOfOperation' | 'superseded' | 'certificateHold'
}

/** How long an answer holds, as days from the workshop's time; from yesterday until a week from then when left out. */
interface Span {
  readonly from?: number
  readonly until?: number
}

const day = 24 * 3_600_000
const shortTime = (date: Date): string => openSslTime(date.getTime()).slice(2)
const serialOf = (certificate: Uint8Array): string => new X509Certificate(certificate).serialNumber

/** What the authority keeps of its certificates, in openssl's form: one line each, the parts divided by tabs. */
const indexOf = (good: readonly Uint8Array[], revoked: readonly Revoked[]): string => {
  const end = '491231235959Z'
  const line = (parts: readonly string[]) => `${parts.join('\t')}\n`
  return [
    ...good.map((certificate) => line(['V', end, '', serialOf(certificate), 'unknown', '/CN=x'])),
    ...revoked.map(({ certificate, at, reason }) => {
      const when = `${shortTime(at)}${reason === undefined ? '' : `,${reason}`}`
      return line(['R', end, when, serialOf(certificate), 'unknown', '/CN=x'])
    }),
  ].join('')
}

/** A list of revoked certificates, DER. */
export const revocationList = (
  workshop: Workshop,
  issuer: Issued,
  revoked: readonly Revoked[],
  { from = -1, until = 6 }: Span = {},
): Buffer => {
  const config = workshop.file(
    'cnf',
    [
      '[ca]',
      'default_ca=here',
      '[here]',
      `database=${workshop.file('db', indexOf([], revoked))}`,
      `crlnumber=${workshop.file('number', '01\n')}`,
      'default_md=default',
      'crl_extensions=extensions',
      '[extensions]',
      'authorityKeyIdentifier=keyid',
      '',
    ].join('\n'),
  )
  const at = (days: number) => openSslTime(workshop.at.getTime() + days * day)
  const pem = openssl([
    ...['ca', '-gencrl', '-config', config, '-cert', issuer.file, '-keyfile', issuer.key.file, '-md', 'sha256'],
    ...['-crl_lastupdate', at(from), '-crl_nextupdate', at(until)],
  ])
  return openssl(['crl', '-outform', 'DER'], pem)
}

export interface Responder {
  readonly issuer: Issued
  readonly good: readonly Uint8Array[]
  readonly revoked: readonly Revoked[]
  /** Whose signature the answer has: the issuer's own when left out. */
  readonly signer?: Issued
  /** Further options as openssl has them: `-badsig`. */
  readonly options?: readonly string[]
}

/** What a responder answers to this request (RFC 6960), DER. Its times are the machine's. */
export const answerOcsp = (
  workshop: Workshop,
  request: Uint8Array,
  { issuer, good, revoked, signer = issuer, options = [] }: Responder,
): Buffer => {
  const out = workshop.path('der')
  openssl([
    ...['ocsp', '-index', workshop.file('db', indexOf(good, revoked)), '-CA', issuer.file, '-ndays', '1'],
    ...['-rsigner', signer.file, '-rkey', signer.key.file, '-reqin', workshop.file('der', request), '-respout', out],
    ...options,
  ])
  return readFileSync(out)
}

/** A request for one certificate by the openssl command, DER. */
export const askOcsp = (workshop: Workshop, issuer: Issued, certificate: Issued): Buffer => {
  const out = workshop.path('der')
  openssl(['ocsp', '-no_nonce', '-issuer', issuer.file, '-cert', certificate.file, '-reqout', out])
  return readFileSync(out)
}
