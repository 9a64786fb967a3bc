import { z } from 'zod'
import type { Connection, ConnectionList } from '../domain/connection.ts'
import { call } from './call.ts'
import { cloudId, connection, credentialSummary, nothing, objectId } from './schemas.ts'

/** A credential on its way to main: pasted text, or handles of files that main itself let the administrator choose and has read. */
const passphrase = z.string().max(1024)
const credentialInput = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('paste'), text: z.string().min(1).max(65_536), passphrase: passphrase.optional() }),
  z.strictObject({
    from: z.literal('files'),
    handles: z.array(z.string().max(64)).min(1).max(2),
    passphrase: passphrase.optional(),
  }),
  /** The one already in the keychain, for a changed tenant or client id. */
  z.strictObject({ from: z.literal('stored') }),
])
export type CredentialInput = z.infer<typeof credentialInput>

const one = z.strictObject({ id: objectId })

export const connectionCalls = {
  /** All tenants of this profile; one is the normal case. */
  'connection.list': call(
    nothing,
    z.object({ connections: z.array(connection).readonly(), activeId: z.string().nullable() }),
  ),
  /** Makes another one the active one. A sync of the former is cancelled; it stays connected and its data stays. */
  'connection.switch': call(one, connection),
  /** Null: as the tenant calls itself. */
  'connection.rename': call(
    z.strictObject({ id: objectId, name: z.string().trim().min(1).max(80).nullable() }),
    connection,
  ),
  /** Out of the list, with its secrets and its data. At Microsoft nothing changes. */
  'connection.remove': call(one, nothing),
  'connection.get': call(nothing, z.object({ connection: connection.nullable() })),
  /** What main makes of a credential, before anything is sent or saved. */
  'connection.inspectCredential': call(z.strictObject({ credential: credentialInput }), credentialSummary),
  /** Opens the system's file dialog; null when the administrator cancels. */
  'connection.chooseFiles': call(
    nothing,
    z.object({ files: z.array(z.object({ handle: z.string(), name: z.string() })).readonly() }).nullable(),
  ),
  /** Signs in, reads the tenant's name and tries users and groups; only then saves, and starts the first sync. */
  'connection.testAndSave': call(
    z.strictObject({
      tenantId: z.string().trim().min(1).max(256),
      clientId: z.string().trim().min(1).max(64),
      cloud: cloudId,
      credential: credentialInput,
    }),
    connection,
  ),
  /** Signs in again with what is saved and refreshes name and roles. */
  'connection.test': call(nothing, connection),
  /** connection.testAndSave, connection.test or connection.reconnect, whichever waits, answers `cancelled` and changes nothing. */
  'connection.cancelTest': call(nothing, nothing),
  /** What disconnecting would do, before it does. */
  'connection.rehearseDisconnect': call(
    one,
    z.object({
      users: z.number(),
      groups: z.number(),
      memberships: z.number(),
      /** Of what is kept; null where nothing was synchronised. */
      publishedAt: z.string().nullable(),
      syncRunning: z.boolean(),
      registration: z.object({ clientId: z.string(), madeByTenantry: z.boolean() }),
    }),
  ),
  /** With credentials kept it is a pause. What was synchronised stays in any case. */
  'connection.disconnect': call(z.strictObject({ id: objectId, keepCredentials: z.boolean() }), connection),
  /** After a pause: signs in with what was kept. */
  'connection.reconnect': call(one, connection),
  /** The key of the data first, then the files. */
  'connection.removeData': call(one, nothing),
  /** Only one that Tenantry made, by the administrator who signed in last (setup.signIn). */
  'connection.removeRegistration': call(one, nothing),
}

export type ConnectionEvents = {
  /** The active one. */
  'connection.changed': { readonly connection: Connection | null }
  'connection.listChanged': ConnectionList
}
