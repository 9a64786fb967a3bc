import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CertificateDescription, extensionLines, subjectText } from './describe.ts'
import { hasOwnHash, type Key, type KeyKind, makeKey } from './keys.ts'
import { openssl } from './openssl.ts'
import { derOf } from './pem.ts'

/** A certificate with its key. */
export interface Issued {
  readonly der: Uint8Array
  readonly pem: string
  /** The same as `pem`. */
  readonly file: string
  readonly key: Key
  /** The one that signed it; null where it signed itself. */
  readonly issuer: Issued | null
}

const day = 24 * 3_600_000

/** 20260131235959Z, as openssl takes dates. */
export const openSslTime = (time: number): string => new Date(time).toISOString().replaceAll(/[-:T]|\.\d+/g, '')

/** 2.5.29.14, DER. */
const subjectKeyIdentifier = Buffer.from('0603551d0e', 'hex')

/** openssl refuses to name the key of an issuer that does not name it itself. */
const withoutIssuerKey = (description: CertificateDescription): CertificateDescription => ({
  ...description,
  without: [...(description.without ?? []), 'authorityKeyIdentifier'],
})

/**
 * Makes keys, certificates and whatever else the openssl command makes, in a folder of its own, which `close` removes.
 * Keys of the same kind are shared by all who ask without a label: nothing of a certificate depends on its key being new.
 */
export class Workshop {
  readonly at: Date
  readonly folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  readonly #keys = new Map<string, Key>()
  #files = 0

  /** `at`: what the days of a description are counted from. */
  constructor(at: Date = new Date()) {
    this.at = at
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A new path in the folder. */
  path(ending: string): string {
    this.#files += 1
    return join(this.folder, `${this.#files}.${ending}`)
  }

  /** The same, with content. */
  file(ending: string, content: string | Uint8Array): string {
    const path = this.path(ending)
    writeFileSync(path, content)
    return path
  }

  key(kind: KeyKind, label = 'shared'): Key {
    const name = `${label}-${kind}`
    const key = this.#keys.get(name) ?? makeKey(this.folder, kind, name)
    this.#keys.set(name, key)
    return key
  }

  /** One that was made elsewhere. */
  adopt(made: { readonly certificatePem: string; readonly privateKeyPem: string }, kind: KeyKind): Issued {
    const { certificatePem: pem, privateKeyPem } = made
    const key = { kind, file: this.file('key.pem', privateKeyPem), request: '' }
    return { der: derOf(pem), pem, file: this.file('crt.pem', pem), key, issuer: null }
  }

  /** By one that signs itself when `issuer` is null. */
  issue(description: CertificateDescription, issuer: Issued | null): Issued {
    const wanted = description.key ?? 'rsa2048'
    const key = typeof wanted === 'string' ? this.key(wanted) : wanted
    const signer = issuer?.key ?? key
    const unmarked = issuer !== null && !Buffer.from(issuer.der).includes(subjectKeyIdentifier)
    const lines = extensionLines(unmarked ? withoutIssuerKey(description) : description, key)
    const out = this.path('crt.pem')
    openssl([
      ...['ca', '-batch', '-notext', '-utf8', '-preserveDN', '-config', this.#configuration(description.serial, lines)],
      ...['-in', key.request, '-out', out, '-subj', subjectText(description)],
      ...['-startdate', openSslTime(this.at.getTime() + (description.from ?? -30) * day)],
      ...['-enddate', description.notAfter ?? openSslTime(this.at.getTime() + (description.until ?? 365) * day)],
      ...(issuer === null ? ['-selfsign'] : ['-cert', issuer.file]),
      ...['-keyfile', signer.file],
      ...(hasOwnHash(signer) ? [] : ['-md', description.hash ?? 'sha256']),
      ...(description.pss === true ? ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'] : []),
    ])
    const pem = readFileSync(out, 'latin1')
    return { der: derOf(pem), pem, file: out, key, issuer }
  }

  #configuration(serial = `01${randomBytes(9).toString('hex')}`, lines: readonly string[] | null): string {
    const files = { database: this.file('db', ''), serial: this.file('serial', `${serial}\n`) }
    return this.file(
      'cnf',
      [
        '[ca]',
        'default_ca=here',
        '[here]',
        `database=${files.database}`,
        `serial=${files.serial}`,
        `new_certs_dir=${this.folder}`,
        'policy=policy',
        'default_md=default',
        'unique_subject=no',
        ...(lines === null ? [] : ['x509_extensions=extensions']),
        '[policy]',
        'commonName=optional',
        ...(lines === null ? [] : ['[extensions]', ...lines]),
        '',
      ].join('\n'),
    )
  }
}
