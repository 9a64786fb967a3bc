import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CertificateDescription } from '../../certificates/describe.ts'
import { handSigned } from '../../certificates/hand-signed.ts'
import { clearSigned, heading, type MimeOptions, mixed, opaque, textEntity } from '../../certificates/mime.ts'
import { type CmsOptions, signCms } from '../../certificates/signing.ts'
import { type Issued, Workshop } from '../../certificates/workshop.ts'
import type { UserRecord } from '../model/records.ts'
import type { MailAuthority } from './authority.ts'
import { nameAndAddress } from './letters.ts'

/** Mail that the openssl command made for one person, newest last. */
export interface SpecialMail {
  /** Says what is special about it. */
  readonly name: string
  readonly messages: readonly Uint8Array[]
}

type Make = (desk: Desk) => readonly Uint8Array[]

/** For each of the first people of a tenant one thing that lookups meet and the usual mail does not have. */
export const makeSpecialMail = (authority: MailAuthority, people: readonly UserRecord[]): readonly SpecialMail[] => {
  const workshop = new Workshop()
  try {
    const issuer = workshop.adopt(authority.issuerForOpenssl, 'p256')
    return people.flatMap((user, at) => {
      const [name, make] = specials[at] ?? []
      return name === undefined || make === undefined
        ? []
        : [{ name, messages: make(new Desk(workshop, issuer, user)) }]
    })
  } finally {
    workshop.close()
  }
}

/** Where the mail of one person is made. */
class Desk {
  readonly workshop: Workshop
  readonly issuer: Issued
  readonly #user: UserRecord

  constructor(workshop: Workshop, issuer: Issued, user: UserRecord) {
    this.workshop = workshop
    this.issuer = issuer
    this.#user = user
  }

  certificate(description: CertificateDescription = {}, issuer: Issued = this.issuer): Issued {
    const { displayName: name, mail } = this.#user
    return this.workshop.issue({ name, emails: [mail ?? ''], ...description }, issuer)
  }

  clear(signers: readonly Issued[], cms: CmsOptions = {}, mime: MimeOptions = {}, entity = usual): Buffer {
    const along = cms.along ?? [this.issuer]
    return this.mail(
      clearSigned(entity, signCms(this.workshop, entity, signers, { ...cms, along, detached: true }), mime),
    )
  }

  opaque(signers: readonly Issued[], cms: CmsOptions = {}, mime: MimeOptions = {}): Buffer {
    const container = signCms(this.workshop, usual, signers, { ...cms, along: cms.along ?? [this.issuer] })
    return this.mail(opaque(container, 'signed-data', mime))
  }

  mail(entity: Uint8Array): Buffer {
    return Buffer.concat([heading({ from: nameAndAddress(this.#user), subject: 'Quartalszahlen' }), entity])
  }
}

const usual = textEntity('Guten Tag,\n\nanbei die Zahlen für das Quartal.\n\nViele Grüße')

const specials: readonly (readonly [string, Make])[] = [
  [
    'RSA, clear-signed, several parts',
    (desk) => {
      const parts = mixed('parts', usual, textEntity('Anhang'))
      return [desk.clear([desk.certificate()], {}, {}, parts)]
    },
  ],
  ['RSA-PSS, opaque', (desk) => [desk.opaque([desk.certificate()], { pss: true })]],
  ['P-384, opaque, binary', (desk) => [desk.opaque([desk.certificate({ key: 'p384' })], {}, { encoding: 'binary' })]],
  [
    'a chain of four',
    (desk) => {
      const key = desk.workshop.key('rsa2048', 'department')
      const department = desk.workshop.issue({ name: 'Nordwind Department Issuer', authority: true, key }, desk.issuer)
      return [desk.clear([desk.certificate({}, department)], { along: [department, desk.issuer] })]
    },
  ],
  ['Brainpool', (desk) => [desk.clear([desk.certificate({ key: 'brainpool256' })])]],
  ['a certificate for signing and another for encryption, which it names', (desk) => [withPreference(desk)]],
  [
    'signatures of two persons',
    (desk) => {
      const partner = desk.certificate({ name: 'Partner', emails: ['partner@partner.example'], key: 'p256' })
      return [desk.clear([desk.certificate(), partner])]
    },
  ],
  ['expired three days ago', (desk) => [desk.clear([desk.certificate({ from: -700, until: -3 })])]],
  [
    'RSA with 4096 bits, SHA-512, signer by key identifier',
    (desk) => [
      desk.clear([desk.certificate({ key: 'rsa4096', hash: 'sha512' })], { hash: 'sha512', byKeyIdentifier: true }),
    ],
  ],
  [
    'renewed: an older message with the former certificate',
    (desk) => [
      desk.clear([desk.certificate({ from: -700, until: -30 })]),
      desk.clear([desk.certificate({ key: 'p256', from: -30 })]),
    ],
  ],
  [
    'a root that nobody trusts',
    (desk) => {
      const key = desk.workshop.key('p256', 'stranger')
      const stranger = desk.workshop.issue({ name: 'Stranger Root', authority: true, key }, null)
      return [desk.clear([desk.certificate({}, stranger)], { along: [stranger] })]
    },
  ],
  [
    'a name full of markup',
    (desk) => [desk.clear([desk.certificate({ parts: [['OU', '<img src=x onerror=alert(1)>']] })])],
  ],
  ['address in other case', (desk) => [desk.opaque([desk.certificate({ key: 'p521' })], { indefinite: true })]],
  ['a key that can be broken', (desk) => [desk.clear([desk.certificate({ key: 'rsa768' })])]],
]

export const specialties = specials.length

const withPreference = (desk: Desk): Buffer => {
  const signing = desk.certificate({ keyUsage: ['digitalSignature'], key: 'p256' })
  const encryption = desk.certificate({ keyUsage: ['keyEncipherment'], key: 'rsa3072' })
  const privateKey = createPrivateKey(readFileSync(signing.key.file))
  const preference = { certificate: encryption.der, by: 'issuerAndSerial' } as const
  const signers = [{ certificate: signing.der, privateKey, preference }]
  const certificates = [signing, encryption, desk.issuer].map(({ der }) => der)
  return desk.mail(clearSigned(usual, handSigned({ content: usual, detached: true, signers, certificates })))
}
