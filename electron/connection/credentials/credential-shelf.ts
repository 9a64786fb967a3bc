import { z } from 'zod'
import type { Connection, CredentialSummary } from '../../../shared/domain/connection.ts'
import { expirySources, type KeptCredential } from '../../../shared/domain/credentials.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { credentialSummary } from '../../../shared/ipc/schemas.ts'
import { type Credential, decodeCredential, encodeCredential, summaryOf } from '../../cloud/credential.ts'
import type { SettingsFile } from '../../ports.ts'
import type { Vault } from '../../vault/vault.ts'

const entry = z.object({
  id: z.string(),
  /** Where the secret itself is, in the vault. */
  vaultName: z.string(),
  summary: credentialSummary,
  expiresAt: z.string().nullable(),
  expiryFrom: z.enum(expirySources).nullable(),
  /** Of a certificate within the app registration, where it is known: what is removed there by. */
  keyId: z.string().nullable(),
  addedAt: z.string(),
  /** Made, and not yet signed in with. */
  pending: z.boolean(),
})
type Entry = Readonly<z.infer<typeof entry>>
export type CredentialFacts = Partial<Pick<Entry, 'expiresAt' | 'expiryFrom' | 'keyId' | 'pending'>>

const stored = z.record(z.string(), z.array(entry))

/** The first version kept one credential a connection, under this name. */
const formerName = (connectionId: string): string => `connection/${connectionId}/credential`

const isSame = (one: CredentialSummary, other: CredentialSummary): boolean =>
  one.kind === 'certificate'
    ? other.kind === 'certificate' && one.thumbprint === other.thumbprint
    : other.kind === 'secret' && one.hint === other.hint

/**
 * All credentials of a connection: the one that signs in, and what is kept beside it. The secrets are in the vault, one
 * name each, and are not rewritten by a change of the active one: that is a single write of the connection's settings.
 */
export class CredentialShelf {
  readonly #vault: Vault
  readonly #file: SettingsFile
  readonly #newId: () => string

  constructor(needs: { readonly vault: Vault; readonly file: SettingsFile; readonly newId: () => string }) {
    this.#vault = needs.vault
    this.#file = needs.file
    this.#newId = needs.newId
  }

  list(connection: Connection): KeptCredential[] {
    const entries = this.#entries(connection)
    const active = entries.findLast(({ summary, pending }) => !pending && isSame(summary, connection.credential))
    return entries.map(({ vaultName: _name, ...shown }) => ({ ...shown, active: shown.id === active?.id }))
  }

  /** Into the vault first: what is listed is there. One that is kept already is replaced and keeps its id. */
  async keep(connectionId: string, credential: Credential, facts: CredentialFacts, now: Date): Promise<string> {
    const summary = summaryOf(credential)
    const entries = this.#read()[connectionId] ?? []
    const former = entries.find((known) => isSame(known.summary, summary))
    const id = former?.id ?? this.#newId()
    const vaultName = former?.vaultName ?? `connection/${connectionId}/credential/${id}`
    await this.#vault.set(vaultName, encodeCredential(credential))
    const ends =
      summary.kind === 'certificate' ? { expiresAt: summary.notAfter, expiryFrom: 'certificate' as const } : {}
    const usual = { expiresAt: null, expiryFrom: null, keyId: null, pending: false, addedAt: now.toISOString() }
    const changed: Entry = { ...usual, ...former, ...ends, ...facts, id, vaultName, summary }
    this.#write(connectionId, [...entries.filter((known) => known.id !== id), changed])
    return id
  }

  /** The one that signs in. @throws AppError secret_damaged when it is not in the vault or no credential. */
  async active(connection: Connection): Promise<Credential> {
    const active = this.list(connection).find((known) => known.active)
    if (active === undefined) throw new AppError('secret_damaged')
    return this.load(connection, active.id)
  }

  /** @throws AppError credential_absent, secret_damaged */
  async load(connection: Connection, id: string): Promise<Credential> {
    const text = await this.#vault.get(this.#entry(connection, id).vaultName)
    if (text === null) throw new AppError('secret_damaged')
    return decodeCredential(text)
  }

  change(connection: Connection, id: string, facts: CredentialFacts): void {
    const changed = { ...this.#entry(connection, id), ...facts }
    this.#write(
      connection.id,
      this.#entries(connection).map((known) => (known.id === id ? changed : known)),
    )
  }

  /** Out of the vault first: what is not listed any more is not there either. */
  async remove(connection: Connection, id: string): Promise<void> {
    await this.#vault.delete(this.#entry(connection, id).vaultName)
    this.#write(
      connection.id,
      this.#entries(connection).filter((known) => known.id !== id),
    )
  }

  /** All secrets of a connection. */
  async forget(connectionId: string): Promise<void> {
    const all = this.#read()
    for (const { vaultName } of all[connectionId] ?? []) await this.#vault.delete(vaultName)
    await this.#vault.delete(formerName(connectionId))
    this.#write(connectionId, [])
  }

  #entry(connection: Connection, id: string): Entry {
    const found = this.#entries(connection).find((known) => known.id === id)
    if (found === undefined) throw new AppError('credential_absent')
    return found
  }

  /** What the first version kept appears as an entry of its own. */
  #entries(connection: Connection): readonly Entry[] {
    const entries = this.#read()[connection.id] ?? []
    if (connection.state === 'disconnected') return entries
    if (entries.some(({ summary, pending }) => !pending && isSame(summary, connection.credential))) return entries
    const { id, credential: summary, connectedAt: addedAt } = connection
    const isDated = summary.kind === 'certificate'
    const former: Entry = {
      id: 'first',
      vaultName: formerName(id),
      summary,
      expiresAt: isDated ? summary.notAfter : null,
      expiryFrom: isDated ? 'certificate' : null,
      keyId: null,
      addedAt,
      pending: false,
    }
    return [former, ...entries]
  }

  #read(): z.infer<typeof stored> {
    return stored.safeParse(this.#file.read('credentials')).data ?? {}
  }

  #write(connectionId: string, entries: readonly Entry[]): void {
    const { [connectionId]: _former, ...others } = this.#read()
    this.#file.write('credentials', entries.length === 0 ? others : { ...others, [connectionId]: entries })
  }
}
