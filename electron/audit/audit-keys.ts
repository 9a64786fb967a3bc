import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, randomBytes } from 'node:crypto'
import type { AuditHead } from '../../shared/domain/audit.ts'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import type { Vault } from '../vault/vault.ts'

const keyName = 'audit/database-key'
const headName = 'audit/head'
const signingName = 'audit/signing-key'

export interface SigningKey {
  readonly privateKey: KeyObject
  /** SPKI, base64. */
  readonly publicKey: string
  /** SHA-256 of the SPKI, hex: what an export's reader compares. */
  readonly keyId: string
}

/** What the keychain keeps of the audit. Every method throws AppError keychain_unavailable, keychain_locked, keychain_failed. */
export class AuditKeys {
  readonly #vault: Pick<Vault, 'get' | 'set'>

  constructor(vault: Pick<Vault, 'get' | 'set'>) {
    this.#vault = vault
  }

  /** Made at first need, and again when what is kept is no key any more; the file of the old one is then foreign. */
  async databaseKey(): Promise<string> {
    const kept = await this.#undamaged(keyName)
    if (kept !== null && /^[0-9a-f]{64}$/.test(kept)) return kept
    const key = randomBytes(32).toString('hex')
    await this.#vault.set(keyName, key)
    return key
  }

  /** Null when there is none, or when it cannot be read as one: both mean that the file's end cannot be vouched for. */
  async head(): Promise<AuditHead | null> {
    const text = await this.#undamaged(headName)
    const [, sequence, digest] = /^([1-9]\d{0,14}) ([0-9a-f]{64})$/.exec(text ?? '') ?? []
    return sequence === undefined || digest === undefined ? null : { sequence: Number(sequence), hash: digest }
  }

  async setHead({ sequence, hash: digest }: AuditHead): Promise<void> {
    await this.#vault.set(headName, `${sequence} ${digest}`)
  }

  async signingKey(): Promise<SigningKey | null> {
    const pem = await this.#undamaged(signingName)
    if (pem === null) return null
    try {
      return described(createPrivateKey(pem))
    } catch {
      return null
    }
  }

  async makeSigningKey(): Promise<SigningKey> {
    const { privateKey } = generateKeyPairSync('ed25519')
    await this.#vault.set(signingName, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    return described(privateKey)
  }

  async #undamaged(name: string): Promise<string | null> {
    try {
      return await this.#vault.get(name)
    } catch (error) {
      if (isAppError(error) && error.code === 'secret_damaged') return null
      throw error
    }
  }
}

const described = (privateKey: KeyObject): SigningKey => {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new AppError('secret_damaged')
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return { privateKey, publicKey: spki.toString('base64'), keyId: hash('sha256', spki, 'hex') }
}
