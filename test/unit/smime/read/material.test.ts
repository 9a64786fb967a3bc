import { describe, expect, it } from 'vitest'
import type { Material } from '../../../../electron/smime/material.ts'
import { readMaterial } from '../../../../electron/smime/read/read-material.ts'
import { octets, oid, partsOf, sequence, tlv } from '../../../certificates/der.ts'
import { clearSigned, heading, lines, mixed, opaque, textEntity } from '../../../certificates/mime.ts'
import { alternativeNames, authority, keyNamed, mailbox, makeCertificate, subjectKeyId } from '../pki.ts'
import { attribute, type Strange, strange } from './signed.ts'

const holderOf = (address: string, serial: number) =>
  makeCertificate({
    subject: `CN=${address.split('@')[0]}`,
    issuer: 'CN=Issuer',
    key: keyNamed(address),
    by: keyNamed('issuer'),
    serial,
    extensions: [alternativeNames(mailbox(address)), subjectKeyId(address)],
  })
const ada = holderOf('ada@contoso.com', 1)
const second = holderOf('Ada@CONTOSO.com', 2)
const bob = holderOf('bob@fabrikam.com', 3)
const issuer = makeCertificate({ subject: 'CN=Issuer', key: keyNamed('issuer'), serial: 99, extensions: [authority()] })
const signer = { certificate: ada, key: keyNamed('ada@contoso.com') }

const text = textEntity('Hello')
const signedBy = (more: Partial<Strange> = {}) => strange({ content: text, certificates: [ada], signer, ...more })
const mail = (part: Uint8Array, from = 'Ada <ada@contoso.com>') => Buffer.concat([heading({ from }), part])
const clear = (more: Partial<Strange> = {}) => clearSigned(text, signedBy(more))
const pem = (der: Uint8Array, label = 'CERTIFICATE') =>
  `-----BEGIN ${label}-----\r\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\r\n')}\r\n-----END ${label}-----\r\n`

const read = (bytes: Uint8Array | string, more: Partial<Material> = {}) => {
  const material = { source: 'file', kind: 'any', bytes: Buffer.from(bytes), messageAt: null, ...more } as const
  const { certificates, unread } = readMaterial([material])
  const nameOf = (der: Uint8Array) =>
    ['ada', 'second', 'bob', 'issuer'][[ada, second, bob, issuer].findIndex((one) => Buffer.compare(one, der) === 0)]
  return {
    certificates: certificates.map(({ der, companion, preferredForEncryption, signature }) =>
      [nameOf(der), companion ? 'companion' : preferredForEncryption ? 'preferred' : 'holder', signature?.reason]
        .filter((word) => word !== undefined)
        .join(' '),
    ),
    unread: unread.map(({ problem }) => problem),
    messageAt: certificates[0]?.messageAt,
  }
}
const sentItems = { source: 'signedMail', kind: 'message' } as const

describe('material told apart by what it is', () => {
  const bundle = sequence(
    oid('1.2.840.113549.1.7.2'),
    tlv(
      0xa0,
      sequence(
        tlv(2, Buffer.of(1)),
        tlv(0x31),
        sequence(oid('1.2.840.113549.1.7.1')),
        tlv(0xa0, issuer, ada),
        tlv(0x31),
      ),
    ),
  )
  const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(pem(ada), 'utf16le')])

  it.each<[string, Uint8Array | string, readonly string[]]>([
    ['DER', ada, ['ada holder']],
    ['DER with something behind it', Buffer.concat([ada, Buffer.from('\r\n')]), ['ada holder']],
    ['one DER after another', Buffer.concat([ada, bob]), ['ada holder', 'bob holder']],
    ['base64', Buffer.from(ada).toString('base64'), ['ada holder']],
    [
      'base64 in lines, with a mark before it',
      `\ufeff${Buffer.from(ada).toString('base64').replace(/.{60}/g, '$&\n')}`,
      ['ada holder'],
    ],
    ['PEM', pem(ada), ['ada holder']],
    ['PEM as Windows writes it', utf16, ['ada holder']],
    [
      'PEM of several, with remarks and a key between',
      `Bag Attributes\n${pem(ada)}subject=x\n${pem(Buffer.of(1), 'PRIVATE KEY')}${pem(issuer)}`,
      ['ada holder', 'issuer companion'],
    ],
    [
      'PEM trusted by OpenSSL, with its remarks',
      pem(Buffer.concat([ada, sequence()]), 'TRUSTED CERTIFICATE'),
      ['ada holder'],
    ],
    ['PKCS #7', bundle, ['issuer companion', 'ada holder']],
    ['PKCS #7 as PEM', pem(bundle, 'PKCS7'), ['issuer companion', 'ada holder']],
    ['PKCS #7 as base64', bundle.toString('base64'), ['issuer companion', 'ada holder']],
    ['a message', mail(clear()), ['ada holder signatureValid']],
    [
      'a message from a mailbox file',
      Buffer.concat([Buffer.from('From ada Mon\n'), mail(clear())]),
      ['ada holder signatureValid'],
    ],
    ['an authority alone', issuer, ['issuer holder']],
  ])('%s', (_, bytes, certificates) => {
    expect(read(bytes)).toMatchObject({ certificates, unread: [] })
  })

  it.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'notCertificate'],
    ['prose', 'Dear Ada, please find', 'notCertificate'],
    ['a key', pem(Buffer.of(0x30, 0), 'PRIVATE KEY'), 'notCertificate'],
    ['a PFX', sequence(tlv(2, Buffer.of(3)), sequence()), 'notCertificate'],
    ['half a certificate', ada.subarray(0, 200), 'damaged'],
    ['PEM without its end', pem(ada).slice(0, 200), 'damaged'],
    ['a certificate of which a length lies', Buffer.from(ada).fill(0x7f, 5, 6), 'damaged'],
    ['a container of something compressed', sequence(oid('1.2.840.113549.1.9.16.1.9')), 'unsigned'],
    ['an encrypted container', sequence(oid('1.2.840.113549.1.7.3')), 'encrypted'],
    ['more than a message may have', Buffer.alloc(40 * 1024 * 1024), 'tooLarge'],
  ])('not %s', (_, bytes, problem) => {
    expect(read(bytes)).toMatchObject({ certificates: [], unread: [problem] })
  })

  it('keeps what can be read beside what cannot', () => {
    const damaged = Buffer.from(bob)
    damaged[damaged.length - 80] = 0xff
    damaged[6] = 0x05
    expect(read(pem(ada) + pem(damaged) + pem(bob.subarray(0, 100)) + pem(second))).toMatchObject({
      certificates: ['ada holder', 'second holder'],
      unread: ['damaged'],
    })
    const container = strange({ content: text, certificates: [damaged, ada], signer })
    expect(read(mail(clearSigned(text, container)))).toEqual({
      certificates: ['ada holder signatureValid'],
      unread: ['damaged'],
      messageAt: expect.any(String),
    })
  })
})

describe('a message', () => {
  const attached = (part: Uint8Array) => mail(mixed('outer', textEntity('See below'), part))

  it('in the form that Exchange stores: one attachment that holds all that was signed', () => {
    const stored = (type: string) =>
      attached(
        Buffer.concat([
          lines(`Content-Type: ${type}; name="smime.p7m"`, 'Content-Transfer-Encoding: base64', ''),
          Buffer.from(clear().toString('base64')),
        ]),
      )
    for (const type of ['application/pkcs7-mime', 'multipart/signed', 'application/octet-stream']) {
      expect(read(stored(type), sentItems)).toMatchObject({ certificates: ['ada holder signatureValid'], unread: [] })
    }
  })

  it('whose content a gateway has taken from its signature proves nothing', () => {
    const signature = Buffer.concat([
      lines('Content-Type: application/pkcs7-signature', 'Content-Transfer-Encoding: base64', ''),
      Buffer.from(signedBy().toString('base64')),
    ])
    expect(read(attached(signature), sentItems).certificates).toEqual(['ada holder contentAltered'])
  })

  it('kept as its signature alone proves nothing, where a file of the same would be a container like others', () => {
    const container = signedBy()
    expect(read(container, { source: 'signedMail', kind: 'cms' }).certificates).toEqual(['ada holder contentAltered'])
    expect(read(container).certificates).toEqual(['ada holder'])
  })

  it('that was forwarded is somebody else’s, and only a file is searched for it', () => {
    const forwarded = attached(Buffer.concat([lines('Content-Type: message/rfc822', ''), mail(clear())]))
    expect(read(forwarded, sentItems)).toMatchObject({ certificates: [], unread: ['unsigned'] })
    expect(read(forwarded)).toMatchObject({ certificates: ['ada holder signatureValid'], unread: [] })
  })

  it('is compared with its signer by From or Sender, in whatever case and form', () => {
    const reason = (from: string, sender?: string) =>
      read(Buffer.concat([heading({ from, ...(sender === undefined ? {} : { sender }) }), clear()]), sentItems)
        .certificates
    expect(reason('bob@fabrikam.com')).toEqual(['ada holder signerNotFrom'])
    expect(reason('bob@fabrikam.com', 'ADA@contoso.COM')).toEqual(['ada holder signatureValid'])
    expect(reason('=?utf-8?q?bob=40fabrikam.com?= <ada@contoso.com>')).toEqual(['ada holder signatureValid'])
    expect(reason('"ada@contoso.com" <bob@fabrikam.com>')).toEqual(['ada holder signerNotFrom'])
  })

  it('names the sender whose certificate it is not', () => {
    const bytes = mail(clear(), 'Bob <bob@fabrikam.com>')
    const { certificates } = readMaterial([{ ...sentItems, bytes, messageAt: null }])
    expect(certificates[0]?.signature).toEqual({ reason: 'signerNotFrom', params: { address: 'bob@fabrikam.com' } })
  })

  it('gives its date, unless it is known from elsewhere', () => {
    const dated = Buffer.concat([heading({ from: 'ada@contoso.com', date: new Date('2026-05-04T03:02:01Z') }), clear()])
    expect(read(dated).messageAt).toBe('2026-05-04T03:02:01.000Z')
    expect(read(dated, { messageAt: '2026-01-01T00:00:00Z' }).messageAt).toBe('2026-01-01T00:00:00Z')
  })

  it.each<[string, Uint8Array]>([
    ['a signed multipart without its end', mail(clear()).subarray(0, -30)],
    [
      'a signed multipart of three parts',
      Buffer.from(
        mail(clear())
          .toString('latin1')
          .replace(/(--[^\r\n]+)--\r\n$/, '$1\r\n\r\nx\r\n$1--\r\n'),
        'latin1',
      ),
    ],
    ['a multipart without boundary', mail(lines('Content-Type: multipart/mixed', '', 'x'))],
    ['a container that is none', mail(opaque(Buffer.from('no container'), 'signed-data'))],
  ])('that is damaged is said to be: %s', (_, bytes) => {
    expect(read(bytes, sentItems)).toMatchObject({ certificates: [], unread: ['damaged'] })
  })

  it('with a damaged part beside the signed one is read all the same', () => {
    const damaged = lines('Content-Type: multipart/alternative', '', 'x')
    expect(read(mail(mixed('outer', damaged, clear(), damaged)), sentItems)).toMatchObject({
      certificates: ['ada holder signatureValid'],
      unread: ['damaged'],
    })
  })

  it('signed by OpenPGP is not signed by a certificate', () => {
    const pgp = mail(Buffer.from(clear().toString('latin1').replaceAll('pkcs7-signature', 'pgp-signature'), 'latin1'))
    expect(read(pgp, sentItems)).toMatchObject({ certificates: [], unread: ['unsigned'] })
  })
})

describe('a signature', () => {
  const reasonOf = (more: Partial<Strange>) => read(mail(clear(more)), sentItems)
  const other = attribute('1.2.3.4', octets(Buffer.of(1)))
  const early = attribute('1.2.3', octets(Buffer.alloc(0)))

  it('is right over attributes in the order they came in, and in the order of DER', () => {
    for (const ordered of [false, true]) {
      expect(reasonOf({ attributes: [other, early], ordered }).certificates).toEqual(['ada holder signatureValid'])
    }
  })

  it('is wrong where the attributes say that the content is of another type', () => {
    expect(reasonOf({ contentType: '1.2.840.113549.1.9.16.1.4' }).certificates).toEqual(['ada holder signatureWrong'])
  })

  it('is not looked at where an attribute is there twice, for each reader would believe another', () => {
    const twice = attribute('1.2.840.113549.1.9.4', octets(Buffer.alloc(32)))
    expect(reasonOf({ attributes: [twice] })).toMatchObject({ certificates: ['ada companion'], unread: ['damaged'] })
  })

  it('whose certificate is not there is reported, though another is there twice', () => {
    expect(reasonOf({ certificates: [bob, issuer, issuer] })).toMatchObject({
      certificates: ['bob companion', 'issuer companion'],
      unread: ['noCertificates'],
    })
  })

  it('by an algorithm that is not known here is neither right nor wrong', () => {
    expect(reasonOf({ digest: '1.2.3.4.5' }).certificates).toEqual(['ada holder signatureUnsupported'])
  })
})

describe('the certificate that a sender prefers for encryption', () => {
  const rfc = '1.2.840.113549.1.9.16.2.11'
  const microsoft = '1.3.6.1.4.1.311.16.4'
  const named = (certificate: Uint8Array): readonly Uint8Array[] => {
    const { issuer: by, serial } = partsOf(certificate)
    return [by, serial]
  }
  const prefers = (preference: Uint8Array, more: Partial<Strange> = {}) =>
    read(mail(clear({ certificates: [ada, second, bob, issuer], attributes: [preference], ...more })), sentItems)
      .certificates

  it.each([
    ['issuer and serial number', attribute(rfc, tlv(0xa0, ...named(second)))],
    ['key identifier of a recipient', attribute(rfc, tlv(0xa1, octets(Buffer.from('Ada@CONTOSO.com'))))],
    ['key identifier', attribute(rfc, tlv(0x82, Buffer.from('Ada@CONTOSO.com')))],
    ['Microsoft’s own attribute', attribute(microsoft, sequence(...named(second)))],
  ])('is named by %s', (_, preference) => {
    expect(prefers(preference)).toEqual([
      'ada holder signatureValid',
      'second preferred signatureValid',
      'bob companion',
      'issuer companion',
    ])
  })

  it('is not the signer’s where it is another person’s', () => {
    expect(prefers(attribute(rfc, tlv(0xa0, ...named(bob))))[2]).toBe('bob preferred signerOther')
  })

  it('is nobody’s word where the signature is wrong', () => {
    const forged = { certificate: ada, key: keyNamed('somebody else') }
    expect(prefers(attribute(rfc, tlv(0xa0, ...named(second))), { signer: forged })).toEqual([
      'ada holder signatureWrong',
      'second holder signatureWrong',
      'bob companion',
      'issuer companion',
    ])
  })

  it('is read from a directory’s container, too, which has no content', () => {
    const published = signedBy({
      certificates: [ada, second],
      attributes: [attribute(rfc, tlv(0xa0, ...named(second)))],
    })
    expect(read(published, { source: 'profile', kind: 'cms' }).certificates).toEqual(['ada holder', 'second preferred'])
  })
})
