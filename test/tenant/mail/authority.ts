import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type HandDescription, type HandIssuer, handMade, nameOf } from '../../certificates/hand-made.ts'
import { pemOf } from '../../certificates/pem.ts'
import type { UserRecord } from '../model/records.ts'
import type { MailFate } from './fates.ts'

/** Somebody's certificate and key, with what comes along in a signature. */
export interface Credential {
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
  readonly chain: readonly Uint8Array[]
}

interface Authority extends HandIssuer {
  readonly certificate: Uint8Array
}

const day = 24 * 3_600_000
const elliptic = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** The tenant's own authority for mail certificates, a root with one issuer under it, and a stranger beside it. */
export class MailAuthority {
  readonly #at: number
  readonly #root: Authority
  readonly #issuer: Authority
  readonly #strangerRoot: Authority
  readonly #stranger: Authority
  /** Slow to make, and only weak ones have it. */
  #weakKey: KeyObject | undefined

  constructor(displayName: string, at: Date) {
    this.#at = at.getTime()
    this.#root = this.#authority(`${displayName} Mail Root`, displayName, null)
    this.#issuer = this.#authority(`${displayName} Mail Issuer`, displayName, this.#root)
    this.#strangerRoot = this.#authority('Partner Root', 'Partner Spedition KG', null)
    this.#stranger = this.#authority('Partner Issuer', 'Partner Spedition KG', this.#strangerRoot)
  }

  /** What an administrator adds as trusted. */
  get rootPem(): string {
    return pemOf(this.#root.certificate)
  }

  /** The issuer under the root, for special certificates. */
  get issuerForOpenssl(): { readonly certificatePem: string; readonly privateKeyPem: string } {
    const { certificate, privateKey } = this.#issuer
    const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    return { certificatePem: pemOf(certificate), privateKeyPem }
  }

  /** `draw`: any number, always the same for the same person. */
  issue(user: Pick<UserRecord, 'displayName' | 'mail'>, fate: MailFate, draw: number): Credential {
    const privateKey = fate === 'weak' ? this.#weak() : elliptic()
    const subject = nameOf(user.displayName, 'Nordwind Logistik SE')
    const description: HandDescription = {
      subject,
      key: privateKey,
      emails: [fate === 'wrongAddress' ? `former.${user.mail ?? ''}` : (user.mail ?? '')],
      ...this.#span(fate, draw),
      keyUsage: this.#usage(fate),
      hash: fate === 'weak' ? 'sha1' : 'sha256',
    }
    if (fate === 'selfSigned')
      return { certificate: handMade(description, { name: subject, privateKey }), privateKey, chain: [] }
    const issuer = fate === 'strangerIssuer' ? this.#stranger : this.#issuer
    const root = fate === 'strangerIssuer' ? [this.#strangerRoot.certificate] : []
    return { certificate: handMade(description, issuer), privateKey, chain: [issuer.certificate, ...root] }
  }

  /** Somebody outside, whose signed mail lies in an inbox. */
  issueForPartner(mail: string): Credential {
    return this.issue({ displayName: mail, mail }, 'strangerIssuer', 0)
  }

  #weak(): KeyObject {
    this.#weakKey ??= generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey
    return this.#weakKey
  }

  #usage(fate: MailFate): HandDescription['keyUsage'] {
    if (fate === 'signingOnly') return ['digitalSignature']
    return ['digitalSignature', fate === 'weak' ? 'keyEncipherment' : 'keyAgreement']
  }

  #span(fate: MailFate, draw: number): { notBefore: Date; notAfter: Date } {
    const days = (from: number, until: number) => ({
      notBefore: new Date(this.#at + from * day),
      notAfter: new Date(this.#at + until * day),
    })
    if (fate === 'expired') return days(-740, -1 - (draw % 300))
    if (fate === 'expiring') return days(-640, 2 + (draw % 86))
    if (fate === 'notYetValid') return days(5, 735)
    return days(-30 - (draw % 300), 120 + (draw % 600))
  }

  #authority(commonName: string, organisation: string, above: Authority | null): Authority {
    const privateKey = elliptic()
    const name = nameOf(commonName, organisation)
    const description: HandDescription = {
      subject: name,
      key: privateKey,
      notBefore: new Date(this.#at - 1_000 * day),
      notAfter: new Date(this.#at + (above === null ? 6_000 : 3_000) * day),
      keyUsage: ['keyCertSign', 'cRLSign'],
      authority: true,
    }
    return { name, privateKey, certificate: handMade(description, above ?? { name, privateKey }) }
  }
}
