import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type HandSigner, handSigned } from './hand-signed.ts'
import { type Bench, holder } from './item.ts'
import { clearSigned, heading, mixed, opaque, textEntity, withLf } from './mime.ts'
import { clear, entity, from, mail, sealed, type Usual } from './signed-mail.ts'
import { bundle, encryptCms, signCms } from './signing.ts'

/** Messages whose speciality is their form, encrypted ones, and containers of certificates alone. */
export const addShapedMessages = (bench: Bench, usual: Usual): void => {
  addShapes(bench, usual)
  addOthers(bench, usual)
  addPreferences(bench)
  addContainers(bench, usual)
}

const addShapes = (bench: Bench, { signer, along }: Usual): void => {
  const part = clear(bench, [signer], { along })
  const inner = mixed('inner', entity, textEntity('Ein Anhang'))
  const long = heading({ from, more: Array.from({ length: 120 }, (_, at) => `X-Trace-${at}: ${'abc '.repeat(60)}`) })
  const shapes: readonly (readonly [string, Uint8Array])[] = [
    ['lines end with LF', withLf(mail(part))],
    ['several parts signed', mail(clear(bench, [signer], { along }, {}, inner))],
    ['signed part within another', mail(mixed('outer', textEntity('Vorweg'), part))],
    ['long headers', Buffer.concat([long, part])],
    [
      'preamble and epilogue',
      mail(clear(bench, [signer], { along }, { preamble: 'This is S/MIME', epilogue: 'The end' })),
    ],
    ['boundary with spaces after it', mail(clear(bench, [signer], { along }, { padding: ' \t' }))],
    ['boundary with special characters', mail(clear(bench, [signer], { along }, { boundary: "a'()+_,-./:=?b" }))],
    [
      'content that resembles the boundary',
      mail(clear(bench, [signer], { along }, { boundary: 'xx' }, textEntity('--x x\n --xx\n-xx\nxx--'))),
    ],
    ['empty content', mail(clear(bench, [signer], { along }, {}, textEntity('')))],
    [
      'content of half a megabyte',
      mail(clear(bench, [signer], { along }, {}, textEntity('Zeile für Zeile\n'.repeat(30_000)))),
    ],
    ['spaces at the ends of lines', mail(clear(bench, [signer], { along }, {}, textEntity('a  \nb\t\n  \n\n\n')))],
    [
      'from with an encoded name',
      mail(part, `=?utf-8?B?${Buffer.from('Anna Müller').toString('base64')}?= <${holder}>`),
    ],
    ['from without brackets', mail(part, holder)],
    ['from in upper case', mail(part, `<${holder.toUpperCase()}>`)],
  ]
  for (const [name, bytes] of shapes) bench.message(name, bytes, signer)
  bench.message(
    'container without its type, named smime.p7m',
    mail(opaque(signCms(bench.workshop, entity, [signer], { along }), null)),
    signer,
  )
}

const addOthers = (bench: Bench, { signer, along }: Usual): void => {
  const recipient = bench.leaf({ name: 'Partner', emails: ['partner@example.org'] })
  bench.message('encrypted', mail(opaque(encryptCms(entity, recipient), 'enveloped-data')), null)
  const both = opaque(encryptCms(sealed(bench, [signer], { along }), recipient), 'enveloped-data')
  bench.message('signed, then encrypted', mail(both), null)
  const outside = sealed(bench, [signer], { along }, {}, opaque(encryptCms(entity, recipient), 'enveloped-data'))
  bench.message('encrypted, then signed', mail(outside), signer)
  bench.message('certificates alone', mail(opaque(bundle(bench.workshop, [signer, ...along]), 'certs-only')), signer)
  bench.message('not signed', mail(entity), null)
}

/** Two certificates of one person: one for signatures, one for encryption. */
const addPreferences = (bench: Bench): void => {
  const signing = bench.leaf({ keyUsage: ['digitalSignature'], key: 'p256' })
  const encryption = bench.leaf({ keyUsage: ['keyEncipherment'] })
  const other = bench.leaf({ keyUsage: ['keyEncipherment'], key: 'rsa3072', from: -10 })
  const all = [signing, encryption, other, bench.pki.intermediate].map(({ der }) => der)
  const signer: HandSigner = {
    certificate: signing.der,
    privateKey: createPrivateKey(readFileSync(signing.key.file)),
    signedAt: bench.workshop.at,
  }
  const cases: readonly (readonly [string, HandSigner])[] = [
    ['encryption certificate not named', signer],
    ['encryption certificate named', { ...signer, preference: { certificate: encryption.der, by: 'issuerAndSerial' } }],
    [
      'another encryption certificate named',
      { ...signer, preference: { certificate: other.der, by: 'issuerAndSerial' } },
    ],
    [
      'encryption certificate named by key',
      { ...signer, preference: { certificate: encryption.der, by: 'keyIdentifier' } },
    ],
    [
      'signing certificate named for encryption',
      { ...signer, preference: { certificate: signing.der, by: 'issuerAndSerial' } },
    ],
  ]
  for (const [name, by] of cases) {
    const make = (detached: boolean) => handSigned({ content: entity, detached, signers: [by], certificates: all })
    bench.message(`${name}, clear-signed`, mail(clearSigned(entity, make(true))), signing)
    bench.message(`${name}, opaque`, mail(opaque(make(false), 'signed-data')), signing)
  }
}

const addContainers = (bench: Bench, { signer, along }: Usual): void => {
  const { workshop, pki } = bench
  const elliptic = bench.leaf({ key: 'p256' })
  const containers: readonly (readonly [string, Uint8Array])[] = [
    ['bundle of one', bundle(workshop, [signer])],
    ['bundle with its chain', bundle(workshop, [signer, ...along, pki.root])],
    ['bundle in reverse', bundle(workshop, [pki.root, ...along, signer])],
    ['bundle of two certificates of one person', bundle(workshop, [signer, elliptic, ...along])],
    ['bundle as PEM', bundle(workshop, [signer, ...along], 'PEM')],
    ['signed container without content', signCms(workshop, Buffer.alloc(0), [signer], { along, detached: true })],
  ]
  for (const [name, bytes] of containers) bench.cms(name, bytes, signer)
}
