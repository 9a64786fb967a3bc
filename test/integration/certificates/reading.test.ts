import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCertificate } from '../../../electron/smime/certificate.ts'
import type { ReadMaterial } from '../../../electron/smime/material.ts'
import { readMaterial } from '../../../electron/smime/read/read-material.ts'
import { corpus } from '../../certificates/corpus.ts'
import type { CorpusItem } from '../../certificates/item.ts'
import { verifyMessageByOpenssl } from '../../certificates/oracle.ts'
import { Workshop } from '../../certificates/workshop.ts'

const workshop = new Workshop()
let items: readonly CorpusItem[] = []
beforeAll(() => {
  items = corpus()
}, 120_000)
afterAll(() => workshop.close())

const read = ({ kind, bytes }: CorpusItem): ReadMaterial =>
  readMaterial([
    kind === 'message'
      ? { source: 'signedMail', kind, bytes, messageAt: null }
      : { source: 'profile', kind, bytes, messageAt: null },
  ])
const named = (name: string): ReadMaterial => {
  const item = items.find((one) => one.name === name)
  if (item === undefined) throw new Error(`No item named ${name}`)
  return read(item)
}

/** Whether every signer's signature is right. That From names somebody else is not the signature's fault. */
const isSigned = ({ certificates, unread }: ReadMaterial): boolean => {
  const reasons = certificates.flatMap(({ signature }) => signature?.reason ?? [])
  return unread.length === 0 && reasons.length > 0 && reasons.every((one) => /^signatureValid|^signerNotFrom/.test(one))
}

/** Messages that OpenSSL cannot read, and in which files it stands why they are read here. */
const onlyHere: Readonly<Record<string, string>> = {
  'clear-signed, binary': 'read/transfer.ts, decodedBody',
  'opaque, binary': 'read/transfer.ts, decodedBody',
  'clear-signed, base64 in one line': 'read/transfer.ts, decodedBody',
  'opaque, base64 in one line': 'read/transfer.ts, decodedBody',
  'signed part within another': 'read/message.ts, walkParts',
}

describe('the signature of every message of the corpus', () => {
  it('is right where openssl says so, and wrong where it does not', () => {
    const messages = items.filter(({ kind }) => kind === 'message')
    const differing = messages.flatMap((item) => {
      const openssl = verifyMessageByOpenssl(workshop, item, { chain: false }).ok
      const here = isSigned(read(item))
      return here === openssl ? [] : [{ name: item.name, openssl, here }]
    })
    expect(messages.length).toBeGreaterThan(90)
    expect(differing).toEqual(Object.keys(onlyHere).map((name) => ({ name, openssl: false, here: true })))
  })

  it.each([
    ['content altered', ['contentAltered']],
    ['header within altered', ['contentAltered']],
    ['content altered within the container', ['contentAltered']],
    ['signature of a message altered', ['signatureWrong']],
    ['heading altered', ['signatureValid']],
    ['from somebody other than its signer', ['signerNotFrom']],
    ['from in upper case', ['signatureValid']],
    ['from with an encoded name', ['signatureValid']],
    ['signed with a certificate without address', ['signatureValid']],
    ['two signatures of one person', ['signatureValid', 'signatureValid']],
    ['signatures of two persons', ['signerNotFrom', 'signatureValid']],
  ])('of "%s" comes out as %j', (name, reasons) => {
    expect(named(name).certificates.flatMap(({ signature }) => signature?.reason ?? [])).toEqual(reasons)
  })

  it.each([
    ['encrypted', 'encrypted'],
    ['signed, then encrypted', 'encrypted'],
    ['not signed', 'unsigned'],
    ['certificates alone', 'unsigned'],
    ['container cut short', 'damaged'],
    ['clear-signed, without any certificate', 'noCertificates'],
    ['opaque, without the signer’s certificate', 'noCertificates'],
  ])('of "%s" cannot be had: %s', (name, problem) => {
    const { certificates, unread } = named(name)
    expect(unread).toEqual([{ source: 'signedMail', problem, params: {} }])
    expect(certificates.every(({ companion }) => companion)).toBe(true)
  })
})

describe('the certificates of a container', () => {
  const offered = (name: string) => {
    const { certificates } = named(name)
    return certificates.map(({ companion, preferredForEncryption }) =>
      companion ? 'companion' : preferredForEncryption ? 'preferred' : 'holder',
    )
  }

  it.each([
    ['encryption certificate not named, clear-signed', { holder: 3, companion: 1 }],
    ['encryption certificate named, opaque', { holder: 2, companion: 1, preferred: 1 }],
    ['encryption certificate named by key, clear-signed', { holder: 2, companion: 1, preferred: 1 }],
    ['signing certificate named for encryption, opaque', { holder: 2, companion: 1, preferred: 1 }],
    ['a stranger’s certificate comes along', { holder: 1, companion: 2 }],
    ['clear-signed, chain and root', { holder: 1, companion: 2 }],
    ['bundle of one', { holder: 1 }],
    ['bundle with its chain', { holder: 1, companion: 2 }],
    ['bundle in reverse', { holder: 1, companion: 2 }],
    ['bundle of two certificates of one person', { holder: 2, companion: 1 }],
    ['bundle as PEM', { holder: 1, companion: 1 }],
    ['signed container without content', { holder: 1, companion: 1 }],
  ])('of "%s" are its holder’s or came along', (name, counts) => {
    expect(
      Object.fromEntries(
        Map.groupBy(offered(name), (role) => role)
          .entries()
          .map(([role, all]) => [role, all.length]),
      ),
    ).toEqual(counts)
    expect(named(name).unread).toEqual([])
  })

  it('names for encryption the one that the sender prefers', () => {
    const { certificates } = named('another encryption certificate named, clear-signed')
    const preferred = certificates.filter(({ preferredForEncryption }) => preferredForEncryption)
    expect(preferred.map(({ der }) => parseCertificate(der).key.bits)).toEqual([3072])
  })
})

/** Parts of a name that openssl calls otherwise. */
const otherNames = [
  [/\bemailAddress=/g, 'E='],
  [/\bGN=/g, 'G='],
] as const

interface Fields {
  readonly sha256: string
  readonly serial: bigint
  readonly notBefore: string
  readonly notAfter: string
  readonly addresses: readonly string[]
  readonly subject: string
  readonly issuer: string
}

const fieldsOf = (der: Uint8Array): Fields => {
  const { sha256, serial, notBefore, notAfter, addresses, subject, issuer } = parseCertificate(der)
  return {
    sha256,
    serial: BigInt(`0x${serial}`),
    notBefore: new Date(notBefore).toISOString(),
    notAfter: new Date(notAfter).toISOString(),
    addresses: [...addresses.subject, ...addresses.san],
    subject,
    issuer,
  }
}

/** The same from what `openssl x509` writes. */
const fieldsByOpenssl = (der: Uint8Array): Fields => {
  const asked = [
    '-serial',
    '-dates',
    '-fingerprint',
    '-sha256',
    '-subject',
    '-issuer',
    '-ext',
    'subjectAltName',
    '-email',
  ]
  const written = ['-dateopt', 'iso_8601', '-nameopt', 'sep_comma_plus_space,utf8,sname,esc_2253']
  const { stdout } = spawnSync('openssl', ['x509', '-inform', 'DER', '-noout', ...asked, ...written], { input: der })
  const text = stdout.toString('utf8')
  const field = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? ''
  const name = (of: string) => otherNames.reduce((all, [theirs, ours]) => all.replace(theirs, ours), field(of))
  return {
    sha256: field('sha256 Fingerprint').replaceAll(':', '').toLowerCase(),
    serial: BigInt(`0x${field('serial')}`),
    notBefore: new Date(field('notBefore')).toISOString(),
    notAfter: new Date(field('notAfter')).toISOString(),
    addresses: [
      ...text.split('\n').filter((line) => /^[^\s=]+@[^\s=]+$/.test(line)),
      // Not among its addresses, for openssl knows it as one of many other names.
      ...[...text.matchAll(/SmtpUTF8Mailbox::?([^,\s]+)/g)].map(([, address = '']) => address),
    ],
    subject: name('subject'),
    issuer: name('issuer'),
  }
}

describe('every certificate of the corpus', () => {
  it('has the fields that openssl reads', () => {
    const ders = items.flatMap(({ certificate, companions }) =>
      certificate === null ? companions : [certificate, ...companions],
    )
    const different = [...new Map(ders.map((der) => [Buffer.from(der).toString('base64'), der])).values()]
    expect(different.length).toBeGreaterThan(150)
    expect(different.map(fieldsOf)).toEqual(different.map(fieldsByOpenssl))
    // One openssl for each certificate, on a machine that may be busy.
  }, 180_000)
})
