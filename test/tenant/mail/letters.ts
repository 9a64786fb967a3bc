import { randomBytes } from 'node:crypto'
import { explicit, integer, nothing, octets, oid, partsOf, sequence, set, tlv } from '../../certificates/der.ts'
import { handSigned } from '../../certificates/hand-signed.ts'
import { clearSigned, heading, opaque, textEntity } from '../../certificates/mime.ts'
import type { UserRecord } from '../model/records.ts'
import type { Credential } from './authority.ts'
import { addressIn, classes, type Folder, type Letter, letterOf } from './letter.ts'

export interface Outline {
  readonly folder: Folder
  readonly at: Date
  readonly from: string
  readonly to: string
  /** Picks the words. */
  readonly draw: number
}

const subjects = [
  'Angebot 2026-117',
  'Re: Liefertermine KW 42',
  'Protokoll der Besprechung',
  'Contract draft, second round',
  'Re: Customs documents for Oslo',
  'Urlaubsvertretung',
  'Rechnung März',
] as const
const texts = [
  'Guten Tag,\n\nanbei wie besprochen die Unterlagen.\nBitte um kurze Rückmeldung bis Freitag.\n\nViele Grüße',
  'Hello,\n\nplease find the figures below. They are confidential.\n\nKind regards',
  'Moin,\n\nder Container steht in Halle 4, Tor 12.\n\nGruß',
] as const

const wordsOf = (draw: number) => ({
  subject: subjects[draw % subjects.length] ?? subjects[0],
  text: texts[draw % texts.length] ?? texts[0],
})

/** `from` is the whole field here, and the address alone in the letter. */
const letter = (
  outline: Outline,
  messageClass: string,
  entity: (text: string, subject: string) => Uint8Array,
): Letter => {
  const { subject, text } = wordsOf(outline.draw)
  const { folder, at, from, to } = outline
  let made: ReturnType<Letter['content']> | undefined
  const content = () => {
    if (made !== undefined) return made
    const head = heading({ from, to, subject: encodedWord(subject), date: at })
    made = letterOf(Buffer.concat([head, entity(text, subject)]), { folder, at }).content()
    return made
  }
  return { folder, at, from: addressIn(from), to, subject, messageClass, content }
}

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

const encodedWord = (text: string): string =>
  isPlain(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

export const plainLetter = (outline: Outline): Letter => letter(outline, classes.plain, textEntity)

export type Flaw = 'altered' | 'withoutCertificate' | null

/** Clear-signed or opaque, as the draw has it. */
export const signedLetter = (outline: Outline, credential: () => Credential, flaw: Flaw): Letter => {
  const isClear = flaw === 'altered' || outline.draw % 3 !== 0
  return letter(outline, isClear ? classes.clear : classes.opaque, (text) => {
    const { certificate, privateKey, chain } = credential()
    const content = textEntity(text)
    const container = handSigned({
      content,
      detached: isClear,
      signers: [{ certificate, privateKey, signedAt: outline.at }],
      certificates: flaw === 'withoutCertificate' ? chain : [certificate, ...chain],
    })
    if (!isClear) return opaque(container, 'signed-data')
    return clearSigned(flaw === 'altered' ? textEntity(`${text}\n(geändert)`) : content, container)
  })
}

/** Nobody can open it: the key and the content are random. */
export const encryptedLetter = (outline: Outline, recipient: () => Credential): Letter =>
  letter(outline, classes.opaque, (text) => {
    const { issuer, serial } = partsOf(recipient().certificate)
    const transport = sequence(
      integer(0),
      sequence(issuer, serial),
      sequence(oid('1.2.840.113549.1.1.1'), nothing),
      octets(randomBytes(256)),
    )
    const content = sequence(
      oid('1.2.840.113549.1.7.1'),
      sequence(oid('2.16.840.1.101.3.4.1.42'), octets(randomBytes(16))),
      tlv(0x80, randomBytes(16 * Math.ceil((text.length + 100) / 16))),
    )
    const enveloped = sequence(integer(0), set(transport), content)
    return opaque(sequence(oid('1.2.840.113549.1.7.3'), explicit(0, enveloped)), 'enveloped-data')
  })

export const nameAndAddress = ({ displayName, mail }: Pick<UserRecord, 'displayName' | 'mail'>): string => {
  const quoted = `"${displayName.replaceAll(/["\\]/g, '\\$&')}"`
  return `${isPlain(displayName) ? quoted : encodedWord(displayName)} <${mail ?? ''}>`
}
