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
  #swept: Promise<void> = Promise.resolve()

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

  /**
   * Listed first, as pending: no secret is ever in the vault that nothing lists. One that is kept already is replaced, keeps
   * its id, and stays usable where it was.
   */
  async keep(connectionId: string, credential: Credential, facts: CredentialFacts, now: Date): Promise<string> {
    await this.#swept
    const summary = summaryOf(credential)
    const former = this.#listed(connectionId).find((known) => isSame(known.summary, summary))
    const id = former?.id ?? this.#newId()
    const vaultName = former?.vaultName ?? `connection/${connectionId}/credential/${id}`
    const ends =
      summary.kind === 'certificate' ? { expiresAt: summary.notAfter, expiryFrom: 'certificate' as const } : {}
    const usual = { expiresAt: null, expiryFrom: null, keyId: null, addedAt: now.toISOString() }
    const pending = former?.pending === false ? false : (facts.pending ?? false)
    const changed: Entry = { ...usual, ...former, ...ends, ...facts, pending, id, vaultName, summary }
    if (former === undefined) this.#put(connectionId, { ...changed, pending: true })
    try {
      await this.#vault.set(vaultName, encodeCredential(credential))
    } catch (error) {
      // The keychain's own error is the one to report; what it keeps of it all the same goes with the next start.
      if (former === undefined) await this.withdraw(connectionId, id).catch(() => undefined)
      throw error
    }
    if (!this.#listed(connectionId).some((known) => known.id === id)) {
      // It was removed, or all of the connection's were forgotten, while the keychain took it.
      await this.#vault.delete(vaultName)
      throw new AppError('credential_absent')
    }
    this.#put(connectionId, changed)
    return id
  }

  /** From now on it may sign in. */
  settle(connectionId: string, id: string): void {
    const known = this.#listed(connectionId).find((entry) => entry.id === id)
    if (known?.pending === true) this.#put(connectionId, { ...known, pending: false })
  }

  /** Takes one back that never signed in. */
  async withdraw(connectionId: string, id: string): Promise<void> {
    const known = this.#listed(connectionId).find((entry) => entry.id === id)
    if (known?.pending === true) await this.#drop(connectionId, known)
  }

  /**
   * At the start, what an end of the program left behind: credentials of connections that there are not, of disconnected
   * ones, and pending ones that nothing goes on with. The decision is taken before this returns its promise, and nothing is
   * kept until it is carried out.
   * @returns how many it were
   */
  sweep(connections: readonly Connection[], isOwned: (connectionId: string, id: string) => boolean): Promise<number> {
    for (const connection of connections) this.#listFirst(connection)
    const isLeft = (connectionId: string, { id, pending }: Entry): boolean => {
      const connection = connections.find((known) => known.id === connectionId)
      if (connection === undefined || connection.state === 'disconnected') return true
      return pending && !isOwned(connectionId, id)
    }
    const left = Object.entries(this.#read()).flatMap(([connectionId, entries]) =>
      entries.filter((known) => isLeft(connectionId, known)).map((known) => [connectionId, known] as const),
    )
    const swept = (async () => {
      for (const [connectionId, known] of left) await this.#drop(connectionId, known)
      return left.length
    })()
    this.#swept = swept.then(
      () => undefined,
      () => undefined,
    )
    return swept
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
    await this.#drop(connection.id, this.#entry(connection, id))
  }

  /** All secrets of a connection, also one that is being kept at this moment. */
  async forget(connectionId: string): Promise<void> {
    for (let [known] = this.#listed(connectionId); known; [known] = this.#listed(connectionId))
      await this.#drop(connectionId, known)
    await this.#vault.delete(formerName(connectionId))
  }

  async #drop(connectionId: string, { id, vaultName }: Entry): Promise<void> {
    await this.#vault.delete(vaultName)
    this.#write(
      connectionId,
      this.#listed(connectionId).filter((known) => known.id !== id),
    )
  }

  #entry(connection: Connection, id: string): Entry {
    const found = this.#entries(connection).find((known) => known.id === id)
    if (found === undefined) throw new AppError('credential_absent')
    return found
  }

  /** What the first version kept appears as an entry of its own. */
  #entries(connection: Connection): readonly Entry[] {
    const entries = this.#listed(connection.id)
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

  /** From then on it is listed as the others are, also when another one takes its place. */
  #listFirst(connection: Connection): void {
    const entries = this.#entries(connection)
    if (entries.length > this.#listed(connection.id).length) this.#write(connection.id, entries)
  }

  #listed(connectionId: string): readonly Entry[] {
    return this.#read()[connectionId] ?? []
  }

  #put(connectionId: string, changed: Entry): void {
    this.#write(connectionId, [...this.#listed(connectionId).filter(({ id }) => id !== changed.id), changed])
  }

  #read(): z.infer<typeof stored> {
    return stored.safeParse(this.#file.read('credentials')).data ?? {}
  }

  #write(connectionId: string, entries: readonly Entry[]): void {
    const { [connectionId]: _former, ...others } = this.#read()
    this.#file.write('credentials', entries.length === 0 ? others : { ...others, [connectionId]: entries })
  }
}
