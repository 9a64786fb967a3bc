import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import { isPfx, readPfx } from '../../../electron/connection/credentials/pfx-reader.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { certify, ecKey, type Made, pemOf, rsaKey, samePrivateKey } from './certificates.ts'

const now = new Date('2026-06-01T00:00:00Z')
const passphrase = 'planted Passphrase 7!'
let folder: string
let made: Made
let authority: Made

const file = (name: string) => join(folder, name)
const write = (name: string, text: string) => {
  writeFileSync(file(name), text)
  return file(name)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pfx-'))
  authority = await certify(rsaKey(), { name: 'Test authority' })
  made = await certify(rsaKey(3_072), { issuer: authority })
  write('cert.pem', made.certificate)
  write('key.pem', pemOf(made.key, { type: 'pkcs8' }))
  write('chain.pem', authority.certificate)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A PFX as the openssl program writes it. */
const pfx = (words: readonly string[], secret = passphrase, from = { cert: 'cert.pem', key: 'key.pem' }) => {
  const out = file('out.pfx')
  const source = ['-inkey', file(from.key), '-in', file(from.cert)]
  execFileSync('openssl', ['pkcs12', '-export', ...source, '-out', out, '-passout', `pass:${secret}`, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Uint8Array(readFileSync(out))
}

const codeOf = (task: () => unknown) => {
  try {
    task()
    return 'read'
  } catch (error) {
    return error instanceof AppError ? error.code : 'other'
  }
}

const encryptions: readonly (readonly [string, readonly string[]])[] = [
  ['OpenSSL 3: AES-256, SHA-256', []],
  ['OpenSSL 1 and old Windows: RC2-40 and 3DES', ['-legacy']],
  ['3DES throughout', ['-legacy', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ['AES-128', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']],
  ['AES-192, SHA-384', ['-certpbe', 'AES-192-CBC', '-keypbe', 'AES-192-CBC', '-macalg', 'sha384']],
  ['AES-256, SHA-512', ['-macalg', 'sha512']],
  ['AES-256, SHA-1', ['-macalg', 'sha1']],
  ['certificate in the clear', ['-certpbe', 'NONE']],
  ['nothing encrypted', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
  ['no integrity code', ['-nomac']],
  ['100,000 iterations', ['-iter', '100000']],
  ['a friendly name', ['-name', 'Tenantry – Zertifikat']],
]

describe('a PFX', () => {
  it.each(encryptions)('is read with %s', (_name, words) => {
    const bytes = pfx(words)
    expect(isPfx(bytes)).toBe(true)
    const credential = readCredential([bytes], passphrase, now)
    expect(credential.kind).toBe('certificate')
    if (credential.kind !== 'certificate') return
    expect(credential.thumbprint).toBe(createHash('sha256').update(made.der).digest('hex').toUpperCase())
    expect(new X509Certificate(credential.certificatePem).raw.equals(made.der)).toBe(true)
    expect(samePrivateKey(credential.privateKeyPem, made.key)).toBe(true)
  })

  it.each(encryptions.filter(([name]) => name !== 'nothing encrypted'))(
    'is not opened by a wrong passphrase: %s',
    (_name, words) => {
      const bytes = pfx(words)
      expect(codeOf(() => readPfx(bytes, 'wrong'))).toBe('credential_passphrase_wrong')
      expect(codeOf(() => readPfx(bytes, passphrase.toLowerCase()))).toBe('credential_passphrase_wrong')
      expect(codeOf(() => readPfx(bytes, undefined))).toBe('credential_passphrase_missing')
      expect(codeOf(() => readPfx(bytes, ''))).toBe('credential_passphrase_missing')
    },
  )

  it.each([[undefined], ['']])('with an empty passphrase opens without one (%j)', (given) => {
    for (const words of [[], ['-legacy']]) {
      expect(readPfx(pfx(words, ''), given)).toMatchObject({ keys: [{}], certificates: [{}] })
    }
  })

  it.each([
    ['Umlaut: äöüß', []],
    ['Umlaut: äöüß', ['-legacy']],
    ['漢字と€', []],
    ['漢字と€', ['-legacy']],
    ['漢字と€', ['-nomac']],
  ])('takes the passphrase %s (%j)', (secret, words) => {
    const bytes = pfx(words, secret)
    expect(readPfx(bytes, secret).keys).toHaveLength(1)
    expect(codeOf(() => readPfx(bytes, `${secret}x`))).toBe('credential_passphrase_wrong')
  })

  it('gives its chain, of which the pair is found', () => {
    const bytes = pfx(['-certfile', file('chain.pem')])
    expect(readPfx(bytes, passphrase).certificates).toHaveLength(2)
    expect(readCredential([bytes], passphrase, now)).toMatchObject({ kind: 'certificate' })
  })

  it('without a key says so', () => {
    const bytes = pfx(['-nokeys'])
    expect(codeOf(() => readCredential([bytes], passphrase, now))).toBe('credential_key_missing')
  })

  it('without a certificate says so', () => {
    const bytes = pfx(['-nocerts'])
    expect(codeOf(() => readCredential([bytes], passphrase, now))).toBe('credential_certificate_missing')
  })

  it('with a key of another kind names it', async () => {
    const other = await certify(ecKey())
    write('ec.pem', other.certificate)
    write('ec-key.pem', pemOf(other.key, { type: 'pkcs8' }))
    const bytes = pfx([], passphrase, { cert: 'ec.pem', key: 'ec-key.pem' })
    expect(codeOf(() => readCredential([bytes], passphrase, now))).toBe('credential_key_unsupported')
  })

  it('beside a second file: of several keys the one that fits is taken', async () => {
    const other = await certify(rsaKey(), { notAfter: new Date('2026-07-01T00:00:00Z') })
    const both = [pfx([]), Buffer.from(`${other.certificate}\n${pemOf(other.key, { type: 'pkcs8' })}`)]
    const credential = readCredential(both, passphrase, now)
    // The one that lasts longer.
    expect(credential.kind === 'certificate' && samePrivateKey(credential.privateKeyPem, made.key)).toBe(true)
  })

  it('that is cut off or damaged is unreadable or not to be opened, never something else', () => {
    const bytes = pfx([])
    for (const length of [10, 100, bytes.length - 1]) {
      expect(codeOf(() => readPfx(bytes.slice(0, length), passphrase))).toBe('credential_unreadable')
    }
    for (let at = 30; at < bytes.length; at += 97) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0x41
      expect(codeOf(() => readPfx(damaged, passphrase))).toMatch(/^(credential_\w+|read)$/)
    }
  })

  it('that would have a key derived for minutes is refused at once', () => {
    const bytes = pfx(['-iter', '100000'])
    const buffer = Buffer.from(bytes)
    const count = Buffer.from([0x02, 0x03, 0x01, 0x86, 0xa0])
    expect(buffer.includes(count)).toBe(true)
    for (let at = buffer.indexOf(count); at >= 0; at = buffer.indexOf(count, at + 1)) {
      const huge = Buffer.from(buffer)
      huge.writeUIntBE(0x7fffff, at + 2, 3)
      expect(codeOf(() => readPfx(huge, passphrase))).toBe('credential_unreadable')
    }
  })

  it('with an encryption that nobody uses is unreadable, not blamed on the passphrase', () => {
    const bytes = pfx(['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-3DES'])
    expect(codeOf(() => readPfx(bytes, passphrase))).toBe('credential_unreadable')
  })

  it('leaves nothing of the passphrase or the key in an error', () => {
    const bytes = pfx([])
    for (const broken of [bytes.slice(0, 400), bytes]) {
      try {
        readPfx(broken, `${passphrase}x`)
      } catch (error) {
        const seen = JSON.stringify(error, Object.getOwnPropertyNames(error))
        expect(seen).not.toContain(passphrase)
        expect((error as AppError).cause).toBeUndefined()
      }
    }
  })

  it.each([
    ['a certificate', () => made.der],
    ['a PKCS#8 key', () => made.key.export({ type: 'pkcs8', format: 'der' })],
    ['a PKCS#1 key', () => made.key.export({ type: 'pkcs1', format: 'der' })],
    ['a text', () => Buffer.from('0 text')],
    ['nothing', () => new Uint8Array()],
  ])('is not confused with %s', (_name, bytes) => {
    expect(isPfx(bytes())).toBe(false)
  })
})
