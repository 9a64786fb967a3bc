import { constants, createHash, createPublicKey, verify } from 'node:crypto'
import type { Application } from '../applications/application.ts'
import type { KeyCredential } from '../applications/credentials.ts'
import type { TenantState } from '../server/state.ts'
import { GraphFailure } from './answer.ts'

/** The directory behind Graph, which wants the proof. */
const audience = '00000002-0000-0000-c000-000000000000'
const maximumLifetime = 600
/** Allowed for clocks that differ. */
const tolerance = 300

const malformed = () => new GraphFailure(401, 'Authentication_MissingOrMalformed', 'Access Token missing or malformed.')

/**
 * Checks that whoever asks holds the private key of a valid certificate of the application.
 * Source: Graph, "Generate proof of possession tokens for rolling keys", and "application: addKey".
 */
export const checkProof = (proof: string, application: Application, state: TenantState): void => {
  const [head = '', body = '', signature = '', ...more] = proof.split('.')
  if (more.length > 0 || ![head, body, signature].every((part) => /^[\w-]+$/.test(part))) throw malformed()
  const header = decoded(head)
  checkClaims(decoded(body), application, state)
  const signed = application.keys
    .filter((key) => isValid(key, state.now()) && isMeant(key, header))
    .some((key) => isSignedBy(key, header['alg'], `${head}.${body}`, Buffer.from(signature, 'base64url')))
  if (!signed) throw malformed()
}

type Claims = Readonly<Record<string, unknown>>

const decoded = (part: string): Claims => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (typeof value === 'object' && value !== null) return value as Claims
  } catch {
    // refused below
  }
  throw malformed()
}

const checkClaims = (claims: Claims, application: Application, state: TenantState): void => {
  const now = state.seconds()
  const { aud, iss, exp, nbf = now } = claims
  if (aud !== audience || iss !== application.id) throw malformed()
  if (typeof exp !== 'number' || typeof nbf !== 'number') throw malformed()
  if (exp - nbf > maximumLifetime || exp <= now - tolerance || nbf > now + tolerance) throw malformed()
}

const isValid = (key: KeyCredential, now: Date) => key.startDateTime <= now && now < key.endDateTime

/** A header that names a key means that one. */
const isMeant = ({ der }: KeyCredential, header: Claims): boolean => {
  const thumbprint = (name: string) => createHash(name).update(der)
  if (header['x5t#S256'] !== undefined) return header['x5t#S256'] === thumbprint('sha256').digest('base64url')
  if (header['x5t'] !== undefined) return header['x5t'] === thumbprint('sha1').digest('base64url')
  return header['kid'] === undefined || String(header['kid']).toLowerCase() === thumbprint('sha1').digest('hex')
}

const isSignedBy = ({ pem }: KeyCredential, algorithm: unknown, text: string, signature: Buffer): boolean => {
  if (algorithm !== 'RS256' && algorithm !== 'PS256') return false
  const padding =
    algorithm === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING }
  return verify('sha256', Buffer.from(text), { key: createPublicKey(pem), ...padding }, signature)
}
