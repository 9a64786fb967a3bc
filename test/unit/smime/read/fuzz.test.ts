import { spawn } from 'node:child_process'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { children, partsOf, tlv } from '../../../certificates/der.ts'
import { handSigned } from '../../../certificates/hand-signed.ts'
import { clearSigned, heading, mixed, opaque, textEntity } from '../../../certificates/mime.ts'
import {
  alternativeNames,
  authority,
  authorityKeyId,
  extendedKeyUsage,
  keyNamed,
  keyUsage,
  mailbox,
  makeCertificate,
  subjectKeyId,
  utf8Mailbox,
} from '../pki.ts'
import type { Found } from './fuzz-child.ts'

const inputs = 100_000
/** Ends a process that hangs. The whole takes half a minute on a machine that does nothing else. */
const hanging = 540_000

const root = makeCertificate({
  subject: 'CN=Root',
  key: keyNamed('root'),
  extensions: [authority(), keyUsage('keyCertSign')],
})
const ada = makeCertificate({
  subject: 'CN=Ada/O=Contoso/E=ada@contoso.com',
  issuer: 'CN=Root',
  key: keyNamed('ada'),
  by: keyNamed('root'),
  serial: 2,
  extensions: [
    keyUsage('digitalSignature', 'keyAgreement'),
    extendedKeyUsage('emailProtection'),
    alternativeNames(mailbox('ada@contoso.com'), utf8Mailbox('ädä@contoso.com')),
    subjectKeyId('ada'),
    authorityKeyId('root'),
  ],
})

/** The same with indefinite lengths, wherever something is constructed. */
const indefinite = (element: Uint8Array): Buffer => {
  const [tag = 0] = element
  if ((tag & 0x20) === 0) return Buffer.from(element)
  return Buffer.concat([Buffer.of(tag, 0x80), ...children(element).map(indefinite), Buffer.alloc(2)])
}

const content = textEntity('Hello\n--\nAda')
const signer = {
  certificate: ada,
  privateKey: keyNamed('ada'),
  preference: { certificate: ada, by: 'issuerAndSerial' },
} as const
const container = (detached: boolean): Buffer =>
  handSigned({ content, detached, signers: [signer, { ...signer, hash: 'sha512' }], certificates: [ada, root] })
const mail = (part: Uint8Array): Buffer => Buffer.concat([heading({ from: 'Ada <ada@contoso.com>' }), part])

/** Written as mutate.ts writes it again. */
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\r\n')
const withInside = (name: string, bytes: Buffer, inside: Buffer) => {
  const found = bytes
    .toString('latin1')
    .replace(/(?:[A-Za-z0-9+/]{60,76}\r\n){4,}[A-Za-z0-9+/=]*/, () => base64(inside))
  return { name, bytes: Buffer.from(found, 'latin1').toString('base64'), inside: inside.toString('base64') }
}
const plain = (name: string, bytes: Buffer) => ({ name, bytes: bytes.toString('base64'), inside: null })

const seeds = [
  plain('certificate', ada),
  plain('container', container(false)),
  plain('container in BER', indefinite(container(false))),
  plain('bundle', handSigned({ content, detached: true, signers: [], certificates: [ada, root] })),
  plain('name', Buffer.from(tlv(0x30, partsOf(ada).subject))),
  withInside('PEM', Buffer.from(`-----BEGIN CERTIFICATE-----\r\n${base64(ada)}\r\n-----END CERTIFICATE-----\r\n`), ada),
  withInside('clear-signed', mail(clearSigned(content, container(true))), container(true)),
  withInside('opaque', mail(opaque(container(false), 'signed-data')), container(false)),
  withInside(
    'within others',
    mail(mixed('a', mixed('b', content, clearSigned(content, container(true))), content)),
    container(true),
  ),
]

const run = async (count: number, start: number): Promise<Found> => {
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=96',
      fileURLToPath(new URL('./fuzz-child.ts', import.meta.url)),
      String(count),
      String(start),
    ],
    { timeout: hanging, killSignal: 'SIGKILL' },
  )
  child.stdin.end(JSON.stringify(seeds))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, error, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended])
  expect({ code, error }).toEqual({ code: 0, error: '' })
  return JSON.parse(out) as Found
}

it(`${inputs} mutated certificates, containers and messages are read or reported, in a small heap`, {
  timeout: hanging + 30_000,
}, async () => {
  const halves = await Promise.all([run(inputs / 2, 1), run(inputs / 2, 2)])
  for (const found of halves) {
    expect(found.inputs).toBe(inputs / 2)
    // Mutations that leave nothing to read would show nothing.
    expect(found.certificates).toBeGreaterThan(5_000)
    expect(found.signatures).toBeGreaterThan(1_000)
    expect(Object.keys(found.unread)).toEqual(
      expect.arrayContaining(['damaged', 'unsigned', 'notCertificate', 'noCertificates', 'tooMany']),
    )
    expect(found.megabytes).toBeLessThan(512)
    console.info(found)
  }
})
