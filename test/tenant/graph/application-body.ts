import { z } from 'zod'
import { audiences } from '../applications/application.ts'
import { type KeyCredential, keyCredential } from '../applications/credentials.ts'
import { Delay } from '../applications/delay.ts'
import { isRegistrable } from '../applications/redirects.ts'
import { badRequest, notSimulated } from './answer.ts'
import { guidText, invalidProperty } from './body.ts'

const redirects = z
  .strictObject({ redirectUris: z.array(z.string().refine(isRegistrable)).max(256).default([]) })
  .transform(({ redirectUris }) => ({ redirectUris }))

/** Source: Graph, "keyCredential resource type". */
export const keyBody = z.strictObject({
  customKeyIdentifier: z.base64().nullish(),
  displayName: z.string().nullish(),
  endDateTime: z.iso.datetime({ offset: true }).nullish(),
  key: z.base64().nullish(),
  keyId: guidText.nullish(),
  startDateTime: z.iso.datetime({ offset: true }).nullish(),
  type: z.string(),
  usage: z.string(),
})
export type KeyBody = z.infer<typeof keyBody>

const writable = z.strictObject({
  displayName: z.string().min(1).max(256),
  description: z.string().max(1024).nullable(),
  notes: z.string().max(1024).nullable(),
  signInAudience: z.enum(audiences),
  identifierUris: z.array(z.string()),
  tags: z.array(z.string()),
  isFallbackPublicClient: z.boolean().nullable(),
  publicClient: redirects,
  web: redirects,
  spa: redirects,
  requiredResourceAccess: z.array(
    z.strictObject({
      resourceAppId: guidText,
      resourceAccess: z.array(z.strictObject({ id: guidText, type: z.enum(['Role', 'Scope']) })).min(1),
    }),
  ),
  keyCredentials: z.array(keyBody),
})

/** Properties that Graph lets be written and this simulation does not. */
const others = [
  'api',
  'appRoles',
  'addIns',
  'info',
  'optionalClaims',
  'passwordCredentials',
  'serviceManagementReference',
]

export const applicationChanges = writable.partial()
export const newApplication = writable.partial().required({ displayName: true })

/** Throws 501 for properties that are real and not simulated. */
export const checkSimulated = (body: Readonly<Record<string, unknown>>): void => {
  const name = others.find((other) => other in body)
  if (name !== undefined) throw notSimulated(`writing the property '${name}' of an application`)
}

const refuse = (message: string) => badRequest(message, 'Request_BadRequest')

/** A certificate for an application. Throws Graph's 400 when it is none, or when its dates go beyond the certificate's. */
export const newKey = (body: KeyBody, delay: number | undefined): KeyCredential => {
  if (body.type !== 'AsymmetricX509Cert' || body.usage !== 'Verify')
    throw refuse(`Key credential type '${body.type}' with usage '${body.usage}' is not valid for an application.`)
  const der = Buffer.from(body.key ?? '', 'base64')
  const key = certificateIn(der)
  const startDateTime = body.startDateTime == null ? key.startDateTime : new Date(body.startDateTime)
  const endDateTime = body.endDateTime == null ? key.endDateTime : new Date(body.endDateTime)
  if (endDateTime > key.endDateTime) throw refuse('Key credential end date is invalid.')
  if (startDateTime < key.startDateTime || startDateTime >= endDateTime)
    throw refuse('Key credential start date is invalid.')
  return {
    ...key,
    startDateTime,
    endDateTime,
    delay: new Delay(delay),
    ...(body.keyId == null ? {} : { keyId: body.keyId }),
    ...(body.displayName == null ? {} : { displayName: body.displayName }),
    ...(body.customKeyIdentifier == null ? {} : { customKeyIdentifier: body.customKeyIdentifier }),
  }
}

const certificateIn = (der: Buffer): KeyCredential => {
  // DER only: what looks like PEM would be read as well.
  if (der[0] !== 0x30) throw refuse('Key credential is invalid.')
  try {
    return keyCredential(der)
  } catch {
    throw refuse('Key credential is invalid.')
  }
}

/**
 * What `keyCredentials` in a PATCH makes of those there are: the list is replaced, and one that stays is sent along by
 * its `keyId`, with or without its `key`. Source: Graph, "Update application".
 */
export const replacedKeys = (
  current: readonly KeyCredential[],
  bodies: readonly KeyBody[],
  delay: number | undefined,
): readonly KeyCredential[] => {
  const keys = bodies.map((body) => {
    const known = current.find(({ keyId }) => keyId === body.keyId)
    if (known !== undefined) return known
    if (body.key == null) throw invalidProperty('keyCredentials')
    return newKey(body, delay)
  })
  if (new Set(keys.map(({ keyId }) => keyId)).size < keys.length) throw invalidProperty('keyCredentials')
  return keys
}
