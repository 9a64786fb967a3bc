import { createHash } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader, importX509 } from 'jose'
import type { Application } from '../applications/application.ts'
import type { KeyCredential } from '../applications/credentials.ts'
import type { TenantState } from '../server/state.ts'
import { EntraFailure } from './failure.ts'

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const refuse = (code: number, message: string) => new EntraFailure(code, 'invalid_client', message)
const thumbprint = (certificate: KeyCredential, algorithm: 'sha1' | 'sha256') =>
  createHash(algorithm).update(certificate.der).digest('base64url')

/**
 * Checks a client assertion as Entra does: key by thumbprint, signature, application, audience, time.
 * Source: Microsoft identity platform, "application authentication certificate credentials", and the error codes' list.
 */
export const checkAssertion = async (
  assertion: string,
  application: Application,
  state: TenantState,
  audiences: readonly string[],
): Promise<void> => {
  const { header, claims } = decoded(assertion)
  const certificate = application.keys.find(
    (known) => header['x5t#S256'] === thumbprint(known, 'sha256') || header.x5t === thumbprint(known, 'sha1'),
  )
  if (certificate === undefined || certificate.delay.hides()) throw invalidSignature('The key was not found.', header)
  if (header.alg !== 'PS256' && header.alg !== 'RS256')
    throw invalidSignature('The algorithm is not supported.', header)
  const key = await importX509(certificate.pem, header.alg)
  const verified = await compactVerify(assertion, key, { algorithms: ['PS256', 'RS256'] }).catch(() => null)
  if (verified === null) throw invalidSignature('The key used did not sign this assertion.', header)
  checkClaims(claims, application, audiences)
  checkTime(claims, certificate, state)
}

const decoded = (assertion: string) => {
  try {
    const header = decodeProtectedHeader(assertion) as { alg?: string; x5t?: string; 'x5t#S256'?: string }
    return { header, claims: decodeJwt(assertion) }
  } catch {
    throw refuse(50027, 'JWT token is invalid or malformed.')
  }
}

const invalidSignature = (reason: string, header: { readonly x5t?: string; readonly 'x5t#S256'?: string }) => {
  const used = Buffer.from(header['x5t#S256'] ?? header.x5t ?? '', 'base64url')
    .toString('hex')
    .toUpperCase()
  return refuse(
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - ${reason}, Thumbprint of key used by client: '${used}'].`,
  )
}

type Claims = ReturnType<typeof decodeJwt>

const checkClaims = (claims: Claims, application: Application, audiences: readonly string[]): void => {
  if (claims.iss !== application.appId || claims.sub !== application.appId) {
    throw refuse(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
  }
  const named = [claims.aud ?? []].flat()
  if (!named.some((audience) => audiences.includes(audience))) {
    throw refuse(700023, 'Client assertion audience claim does not match Realm issuer.')
  }
  if (claims.jti === undefined || claims.exp === undefined) throw refuse(50027, 'JWT token lacks a required claim.')
}

/** Entra allows five minutes for clocks that differ. */
const tolerance = 300

const checkTime = (claims: Claims, certificate: KeyCredential, state: TenantState): void => {
  const now = state.seconds()
  const from = claims.nbf ?? 0
  const to = claims.exp ?? 0
  if (now > to + tolerance || now < from - tolerance) {
    const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
    throw refuse(
      700024,
      `Client assertion is not within its valid time range. Current time: ${iso(now)}, assertion valid from ${iso(from)}, expiry time of assertion ${iso(to)}.`,
    )
  }
  if (state.now() > certificate.endDateTime || state.now() < certificate.startDateTime) {
    throw refuse(1000502, 'The provided certificate is not within its specified validity period.')
  }
}
