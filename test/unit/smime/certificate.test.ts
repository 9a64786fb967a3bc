import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseCertificate } from '../../../electron/smime/certificate.ts'
import { verifySignature } from '../../../electron/smime/signature.ts'
import {
  alternativeNames,
  authority,
  day,
  extendedKeyUsage,
  extension,
  keyNamed,
  keyUsage,
  mailbox,
  makeCertificate,
  now,
  sequence,
  text,
  utf8Mailbox,
} from './pki.ts'

const openssl = (key: readonly string[], ...more: readonly string[]): Buffer =>
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-nodes',
      '-keyout',
      '/dev/null',
      '-outform',
      'DER',
      '-subj',
      '/CN=Ada',
      '-newkey',
      ...key,
      ...more,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )

test('reads what judging needs of a certificate, the bytes as they stood', () => {
  const der = makeCertificate({
    subject: 'CN=Ada Lovelace/O=Contoso/E=ada@contoso.com',
    issuer: 'CN=Issuing CA',
    key: keyNamed('ada', 'rsa'),
    by: keyNamed('ca'),
    serial: 0xbeef,
    from: now - day,
    until: now + day,
    extensions: [
      keyUsage('digitalSignature', 'keyEncipherment', 'decipherOnly'),
      extendedKeyUsage('emailProtection', '1.2.3.4'),
      alternativeNames(mailbox('ada@contoso.com'), utf8Mailbox('ädä@bücher.example'), text(0x82, 'contoso.com')),
    ],
  })
  const parsed = parseCertificate(der)
  const nodes = new X509Certificate(der)
  expect(parsed).toMatchObject({
    sha256: nodes.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: 'CN=Ada Lovelace, O=Contoso, E=ada@contoso.com',
    issuer: 'CN=Issuing CA',
    name: 'Ada Lovelace',
    serial: '00beef',
    notBefore: now - day,
    notAfter: now + day,
    key: { algorithm: 'RSA', bits: 2048, curve: null, exponent: 65_537n },
    signatureAlgorithm: { name: 'SHA-256 with ECDSA', scheme: 'ecdsa', hash: 'sha256' },
    addresses: { san: ['ada@contoso.com', 'ädä@bücher.example'], subject: ['ada@contoso.com'] },
    keyUsage: ['digitalSignature', 'keyEncipherment', 'decipherOnly'],
    extendedKeyUsage: ['emailProtection', '1.2.3.4'],
    basicConstraints: null,
  })
  expect(Buffer.from(parsed.spki)).toEqual(nodes.publicKey.export({ format: 'der', type: 'spki' }))
})

test.each([
  [['rsa:1024'], { algorithm: 'RSA', bits: 1024 }, 'SHA-256 with RSA'],
  [['rsa:2048', '-sha1'], { algorithm: 'RSA', bits: 2048 }, 'SHA-1 with RSA'],
  [
    ['rsa:2048', '-sha512', '-sigopt', 'rsa_padding_mode:pss'],
    { algorithm: 'RSA', bits: 2048 },
    'SHA-512 with RSA-PSS',
  ],
  [['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'], { algorithm: 'RSA-PSS', bits: 2048 }, 'SHA-256 with RSA-PSS'],
  [['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], { algorithm: 'EC', bits: 256, curve: 'P-256' }, 'SHA-256 with ECDSA'],
  [
    ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-sha384'],
    { algorithm: 'EC', bits: 521, curve: 'P-521' },
    'SHA-384 with ECDSA',
  ],
  [
    ['ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP384r1'],
    { algorithm: 'EC', bits: 384, curve: 'brainpoolP384r1' },
    'SHA-256 with ECDSA',
  ],
  [['ed25519'], { algorithm: 'Ed25519', bits: 256 }, 'Ed25519'],
])('names key and signature of %j, and verifies the signature', (kind, key, signature) => {
  const parsed = parseCertificate(openssl(kind))
  expect(parsed.key).toMatchObject(key)
  expect(parsed.signatureAlgorithm.name).toBe(signature)
  expect(verifySignature(parsed.signatureAlgorithm, parsed.spki, parsed.tbs, parsed.signature)).toBe('valid')
  const altered = Uint8Array.from(parsed.tbs)
  altered[20] = (altered[20] ?? 0) ^ 1
  expect(verifySignature(parsed.signatureAlgorithm, parsed.spki, altered, parsed.signature)).toBe('wrong')
})

test('a signature made for one kind of key is wrong with another, and an unknown one cannot be told', () => {
  const ec = parseCertificate(openssl(['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']))
  const rsa = parseCertificate(openssl(['rsa:2048']))
  expect(verifySignature(rsa.signatureAlgorithm, ec.spki, ec.tbs, ec.signature)).toBe('wrong')
  const unknown = { ...rsa.signatureAlgorithm, scheme: null }
  expect(verifySignature(unknown, rsa.spki, rsa.tbs, rsa.signature)).toBe('unsupported')
})

test('falls back on the first address, then on the whole subject, where a certificate names nobody', () => {
  const key = keyNamed('ada')
  const named = (subject: string, address?: string) =>
    parseCertificate(makeCertificate({ subject, key, extensions: address ? [alternativeNames(mailbox(address))] : [] }))
      .name
  expect(named('O=Contoso', 'ada@contoso.com')).toBe('ada@contoso.com')
  expect(named('O=Contoso/E=old@contoso.com')).toBe('old@contoso.com')
  expect(named('O=Contoso/C=DE')).toBe('O=Contoso, C=DE')
})

test('names the parts that certificates of people have', () => {
  const subject = 'CN=Ada/2.5.4.5=4711/2.5.4.65=countess/0.9.2342.19200300.100.1.1=ada/1.2.3=x'
  expect(parseCertificate(makeCertificate({ subject, key: keyNamed('ada') })).subject).toBe(
    'CN=Ada, serialNumber=4711, pseudonym=countess, UID=ada, 1.2.3=x',
  )
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['more than a certificate is', makeCertificate({ subject: `CN=${'a'.repeat(140_000)}`, key: keyNamed('ada') })],
  ['text', Buffer.from('-----BEGIN CERTIFICATE-----')],
  ['an empty sequence', sequence()],
  ['bytes after it', Buffer.concat([makeCertificate({ subject: 'CN=a', key: keyNamed('ada') }), Buffer.from([0])])],
  ['half of one', makeCertificate({ subject: 'CN=a', key: keyNamed('ada') }).subarray(0, 150)],
  [
    'an extension twice',
    makeCertificate({ subject: 'CN=a', key: keyNamed('ada'), extensions: [authority(), authority()] }),
  ],
  [
    'a key usage that is none',
    makeCertificate({ subject: 'CN=a', key: keyNamed('ada'), extensions: [extension('2.5.29.15', sequence())] }),
  ],
])('refuses %s with a plain error', (_, bytes) => {
  expect(() => parseCertificate(bytes)).toThrow(Error)
})
