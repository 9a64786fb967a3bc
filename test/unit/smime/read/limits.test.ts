import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../../electron/smime/read/budget.ts'
import { readMaterial } from '../../../../electron/smime/read/read-material.ts'
import { integer, octets, oid, partsOf, sequence } from '../../../certificates/der.ts'
import { alternativeNames, extension, keyNamed, mailbox, makeCertificate, text } from '../pki.ts'
import { signedData } from './signed.ts'

const MB = 1024 * 1024
const key = keyNamed('ada')
const certificate = (serial: number, ...extensions: readonly Buffer[]) =>
  makeCertificate({ subject: 'CN=Ada', issuer: 'CN=Issuer', key, serial, extensions })
const certificates = (count: number, ...extensions: readonly Buffer[]) =>
  Array.from({ length: count }, (_, index) => certificate(index + 1, ...extensions))
const names = (count: number) => alternativeNames(...Array<Buffer>(count).fill(mailbox('a')))
const bundle = (...all: readonly Uint8Array[]) => signedData(all, [], null)

const { privateKey: large } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const signing = makeCertificate({ subject: 'CN=Ada', issuer: 'CN=Issuer', key: large })
const { issuer, serial } = partsOf(signing)
/** Without attributes: each signature is over the content itself. */
const signer = sequence(
  integer(1),
  sequence(issuer, serial),
  sequence(oid('2.16.840.1.101.3.4.2.1')),
  sequence(oid('1.2.840.113549.1.1.11')),
  octets(Buffer.alloc(256, 1)),
)

const message = (type: string, body: string | Uint8Array, ...more: readonly string[]) =>
  Buffer.concat([Buffer.from([`Content-Type: ${type}`, ...more, '', ''].join('\r\n')), Buffer.from(body)])
const filled = (what: string, length = 30 * MB) => Buffer.alloc(length, what, 'latin1')
const nested = (depth: number, size: number): Buffer => {
  if (depth === 0) return message('text/plain', filled('a line\n', size))
  const boundary = `b${depth}`
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\n`),
    nested(depth - 1, size),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return message(`multipart/mixed; boundary=${boundary}`, body)
}

const read = (bytes: Uint8Array) => {
  const { certificates: found, unread } = readMaterial([{ source: 'file', kind: 'any', bytes, messageAt: null }])
  return { found: found.length, unread: [...new Set(unread.map(({ problem }) => problem))] }
}

/** No time is asserted: what ends each of them is the budget, whose word is in what is unread. */
describe('the work that material may cost', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['certificates in a container', () => bundle(...certificates(limits.certificates + 1)), 'tooMany'],
    ['certificates one after another', () => filled('\x30\x02\x30\x00'), 'tooMany'],
    ['blocks of PEM', () => filled('-----BEGIN CERTIFICATE-----MIAA-----END CERTIFICATE-----\n'), 'tooMany'],
    ['names in a certificate', () => certificate(1, names(limits.certificateElements)), 'tooLarge'],
    ['names in all certificates', () => bundle(...certificates(50, names(1_000))), 'tooLarge'],
    [
      'bytes of certificates',
      () => certificate(1, extension('1.2.3', text(0x0c, 'x'.repeat(limits.certificateBytes)))),
      'tooLarge',
    ],
    [
      'signers',
      () => signedData([signing], Array<Buffer>(limits.signers + 1).fill(signer), Buffer.from('x')),
      'tooLarge',
    ],
    [
      'signatures over a large content',
      () => signedData([signing], Array<Buffer>(limits.signers).fill(signer), filled('x', 16 * MB)),
      'tooLarge',
    ],
    ['parts', () => message('multipart/mixed; boundary=b', filled('\n--b\n\n')), 'tooLarge'],
    ['parts within parts', () => nested(limits.nesting + 1, MB), 'tooLarge'],
    ['large parts within parts', () => nested(limits.nesting - 1, 20 * MB), 'tooLarge'],
    ['header lines', () => filled('From: ada@contoso.com\n'), 'tooLarge'],
    ['elements within elements', () => filled('\x30\x80'), 'damaged'],
  ])('is bounded by the number of %s', (_, make, problem) => {
    expect(read(make()).unread).toEqual([problem])
  })

  it('leaves what was read before the budget came to its end', () => {
    expect(read(bundle(...certificates(5), ...certificates(20, names(1_000))))).toEqual({
      found: 24,
      unread: ['tooLarge'],
    })
  })

  it.each<[string, () => Uint8Array]>([
    ['empty lines', () => message('multipart/mixed; boundary=b', filled('\n'))],
    [
      'lines that are almost a boundary',
      () => message(`multipart/mixed; boundary=${'a'.repeat(70)}`, filled(`\n--${'a'.repeat(69)}`)),
    ],
    [
      'blanks before the end of a line',
      () => message('application/pkcs7-mime', filled(' '), 'Content-Transfer-Encoding: quoted-printable'),
    ],
    [
      'encoded octets',
      () => message('application/pkcs7-mime', filled('=30'), 'Content-Transfer-Encoding: quoted-printable'),
    ],
    ['parameters', () => message(`multipart/mixed${';a="'.repeat(50_000)}`, 'x')],
    ['escapes in a parameter', () => message(`multipart/mixed;a="${'\\"'.repeat(100_000)}`, 'x')],
    ['blanks in a header', () => message(`multipart/mixed;${' '.repeat(200_000)}a`, 'x')],
    ['addresses', () => message('multipart/mixed', 'x', `From: ${'<a@b>,('.repeat(30_000)}`)],
    ['senders', () => message('multipart/mixed', 'x', ...Array<string>(10_000).fill('From: a@b.c'))],
    ['dashes', () => filled('-----BEGIN ')],
  ])('is in proportion to its size for %s', (_, make) => {
    const { found, unread } = read(make())
    expect(found).toBe(0)
    expect(unread).not.toEqual([])
  })
})
