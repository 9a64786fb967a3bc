import { containerOf } from '../../certificates/hand-signed.ts'
import type { Directory } from '../model/directory.ts'
import { indexOf, type Ref, refOf } from '../model/ids.ts'
import { hash } from '../model/random.ts'
import type { UserRecord } from '../model/records.ts'
import { type Credential, MailAuthority } from './authority.ts'
import { type MailFate, usualFate } from './fates.ts'
import type { Letter } from './letter.ts'
import { encryptedLetter, type Flaw, nameAndAddress, type Outline, plainLetter, signedLetter } from './letters.ts'

/** A letter with its number in the mailbox, which never changes. */
export interface Numbered extends Letter {
  readonly number: number
}

export interface Attributes {
  readonly userCertificate: readonly string[]
  readonly userSMIMECertificate: readonly string[]
}

const hour = 3_600_000
/** Mailboxes whose letters are kept; more are made again when they are asked for. */
const maximumKept = 5_000
/** The newest letters of somebody who signs come with one among them. */
const firstSigned = 3

/**
 * What everybody wrote and got, made when it is asked for. Who has what is decided by the seed; the certificates are real,
 * and stay the same while the tenant runs.
 */
export class Mailboxes {
  readonly authority: MailAuthority
  readonly #seed: number
  readonly #directory: Directory
  readonly #at: number
  readonly #fates = new Map<Ref, MailFate>()
  readonly #credentials = new Map<Ref, Credential>()
  readonly #partners = new Map<string, Credential>()
  readonly #made = new Map<Ref, readonly Numbered[]>()
  readonly #put = new Map<Ref, Numbered[]>()
  readonly #attributes = new Map<Ref, Attributes>()

  constructor(seed: number, directory: Directory, displayName: string) {
    const now = new Date()
    this.#seed = seed
    this.#directory = directory
    this.#at = now.getTime()
    this.authority = new MailAuthority(displayName, now)
  }

  fate(ref: Ref): MailFate {
    const user = this.#directory.user(indexOf(ref))
    const set = this.#fates.get(ref)
    if (set !== undefined) return set
    if (user.mail === null || user.userType === 'Guest') return 'noMailbox'
    return usualFate(this.#seed, indexOf(ref))
  }

  setFate(ref: Ref, fate: MailFate): void {
    this.#fates.set(ref, fate)
    this.#made.delete(ref)
    this.#credentials.delete(ref)
  }

  /** The first people with this fate who have mail and a licence. */
  find(fate: MailFate, count: number): readonly UserRecord[] {
    const found: UserRecord[] = []
    for (let index = 0; index < this.#directory.end('user') && found.length < count; index += 1) {
      const ref = refOf('user', index)
      if (!this.#directory.exists(ref) || this.fate(ref) !== fate) continue
      const user = this.#directory.user(index)
      if (user.mail !== null && user.assignedLicenses.length > 0) found.push(user)
    }
    return found
  }

  /** Newest first. */
  letters(ref: Ref): readonly Numbered[] {
    const all = [...(this.#put.get(ref) ?? []), ...this.#usual(ref)]
    return all.sort((one, other) => other.at.getTime() - one.at.getTime() || other.number - one.number)
  }

  put(ref: Ref, letter: Letter): Numbered {
    const list = this.#put.get(ref) ?? []
    const numbered = { ...letter, number: 1_000 + list.length }
    this.#put.set(ref, [...list, numbered])
    return numbered
  }

  /** Takes away what was put there, and what was there from the start. */
  empty(ref: Ref): void {
    this.#put.delete(ref)
    this.setFate(ref, 'empty')
  }

  /** The person's own, where their fate is to have one. */
  credential(ref: Ref): Credential {
    const known = this.#credentials.get(ref)
    if (known !== undefined) return known
    const index = indexOf(ref)
    const draw = hash(this.#seed, 0xce47, index)
    const made = this.authority.issue(this.#directory.user(index), this.fate(ref), draw)
    this.#credentials.set(ref, made)
    return made
  }

  /** What the directory has of it, as Entra Connect would have brought it there. Base64. */
  attributes(ref: Ref): Attributes {
    const set = this.#attributes.get(ref)
    if (set !== undefined) return set
    if (without.includes(this.fate(ref))) return { userCertificate: [], userSMIMECertificate: [] }
    const { certificate, chain } = this.credential(ref)
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    return {
      userCertificate: [base64(certificate)],
      userSMIMECertificate: [base64(containerOf([certificate, ...chain]))],
    }
  }

  setAttributes(ref: Ref, attributes: Attributes): void {
    this.#attributes.set(ref, attributes)
  }

  #usual(ref: Ref): readonly Numbered[] {
    const known = this.#made.get(ref)
    if (known !== undefined) return known
    if (this.#made.size >= maximumKept) this.#made.clear()
    const made = this.#make(ref).map((letter, number) => ({ ...letter, number }))
    this.#made.set(ref, made)
    return made
  }

  #make(ref: Ref): readonly Letter[] {
    const fate = this.fate(ref)
    if (fate === 'empty' || fate === 'noMailbox') return []
    const user = this.#directory.user(indexOf(ref))
    const random = (purpose: number) => hash(this.#seed, 0x1e77e4, indexOf(ref), purpose)
    const count = 4 + (random(0) % 6)
    const signed = random(1) % firstSigned
    const mine = Array.from({ length: count }, (_, number) => {
      const outline: Outline = {
        folder: 'sentitems',
        at: new Date(this.#at - (number * 19 + 1 + (random(number + 10) % 18)) * hour),
        from: nameAndAddress(user),
        to: 'partner@partner.example',
        draw: random(number + 100),
      }
      return this.#letter(ref, outline, number >= signed && (number - signed) % 2 === 0)
    })
    return [...mine, this.#received(user, random(2))]
  }

  #letter(ref: Ref, outline: Outline, isSigned: boolean): Letter {
    const fate = this.fate(ref)
    if (!isSigned || fate === 'unsigned') return plainLetter(outline)
    if (fate === 'encryptedOnly') return encryptedLetter(outline, () => this.#partner('encrypted@partner.example'))
    const flaw: Flaw = fate === 'altered' || fate === 'withoutCertificate' ? fate : null
    return signedLetter(outline, () => this.credential(ref), flaw)
  }

  /** Every second person has signed mail of somebody else. */
  #received(user: UserRecord, draw: number): Letter {
    const from = `einkauf${draw % 5}@partner.example`
    const at = new Date(this.#at - (draw % 30) * hour)
    const outline: Outline = { folder: 'inbox', at, from, to: user.mail ?? '', draw }
    return draw % 2 === 0 ? plainLetter(outline) : signedLetter(outline, () => this.#partner(from), null)
  }

  #partner(mail: string): Credential {
    const known = this.#partners.get(mail) ?? this.authority.issueForPartner(mail)
    this.#partners.set(mail, known)
    return known
  }
}

const without: readonly MailFate[] = ['unsigned', 'empty', 'noMailbox', 'encryptedOnly', 'withoutCertificate']
