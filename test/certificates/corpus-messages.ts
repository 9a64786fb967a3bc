import { addShapedMessages } from './corpus-shapes.ts'
import type { CertificateDescription } from './describe.ts'
import type { Bench } from './item.ts'
import type { KeyKind } from './keys.ts'
import { clearSigned, type MimeOptions, opaque } from './mime.ts'
import { clear, entity, mail, makeUsual, sealed, type Usual } from './signed-mail.ts'
import { type CmsOptions, signCms } from './signing.ts'

/** Signed messages, encrypted ones, and containers of certificates. */
export const addMessages = (bench: Bench): void => {
  const usual = makeUsual(bench)
  addForms(bench, usual)
  addKeys(bench)
  addSigners(bench, usual)
  addAltered(bench, usual)
  addShapedMessages(bench, usual)
}

const addForms = (bench: Bench, { signer, along }: Usual): void => {
  const forms: readonly (readonly [string, CmsOptions, MimeOptions])[] = [
    ['', { along }, {}],
    [', binary', { along }, { encoding: 'binary' }],
    [', base64 in one line', { along }, { encoding: 'base64OneLine' }],
    [', old type', { along }, { oldType: true }],
    [', name by RFC 2231', { along }, { longName: true }],
    [', without attributes', { along, without: ['attributes'] }, {}],
    [', signer by key identifier', { along, byKeyIdentifier: true }, {}],
    [', without the chain', {}, {}],
    [', chain and root', { along: [...along, bench.pki.root] }, {}],
    [', without any certificate', { without: ['certificates'] }, {}],
    [', without the signer’s certificate', { along, without: ['certificates'] }, {}],
    [', BER', { along, indefinite: true }, {}],
    [', RSA-PSS', { along, pss: true }, {}],
    ...(['md5', 'sha1', 'sha224', 'sha384', 'sha512'] as const).map(
      (hash) => [`, ${hash}`, { along, hash }, { micalg: hash.replace('sha', 'sha-') }] as const,
    ),
  ]
  for (const [name, cms, mime] of forms) {
    const companions = cms.along === undefined ? [bench.pki.intermediate.der] : []
    bench.message(`clear-signed${name}`, mail(clear(bench, [signer], cms, mime)), signer, { companions })
    bench.message(`opaque${name}`, mail(sealed(bench, [signer], cms, mime)), signer, { companions })
  }
}

const addKeys = (bench: Bench): void => {
  const kinds: readonly KeyKind[] = ['rsa1024', 'rsa4096', 'pss2048', 'p256', 'p384', 'p521', 'brainpool256']
  for (const key of kinds) {
    const signer = bench.leaf({ key })
    bench.message(
      `signed with a key of ${key}`,
      mail(clear(bench, [signer], { along: [bench.pki.intermediate] })),
      signer,
    )
  }
  const faulty: readonly (readonly [string, CertificateDescription])[] = [
    ['expired', { until: -3 }],
    ['not yet valid', { from: 3 }],
    ['of somebody else', { emails: ['berta@nordwind.example'] }],
    ['for encryption alone', { keyUsage: ['keyEncipherment'] }],
    ['for servers', { extendedKeyUsage: ['serverAuth'] }],
    ['without address', { emails: [] }],
  ]
  for (const [name, description] of faulty) {
    const signer = bench.leaf(description)
    bench.message(
      `signed with a certificate ${name}`,
      mail(clear(bench, [signer], { along: [bench.pki.intermediate] })),
      signer,
    )
  }
  const own = bench.leaf({}, null)
  bench.message('signed with a certificate signed by itself', mail(clear(bench, [own])), own)
  const stranger = bench.leaf({}, bench.pki.strangerIntermediate)
  const along = [bench.pki.strangerIntermediate, bench.pki.strangerRoot]
  bench.message('signed under a root not trusted', mail(clear(bench, [stranger], { along })), stranger)
  const deep = bench.leaf({ key: 'p256' }, bench.pki.deep)
  bench.message(
    'signed under a chain of four',
    mail(clear(bench, [deep], { along: [bench.pki.deep, bench.pki.intermediate] })),
    deep,
  )
}

const addSigners = (bench: Bench, { signer, along }: Usual): void => {
  const elliptic = bench.leaf({ key: 'p256' })
  const berta = bench.leaf({ name: 'Berta', emails: ['berta@nordwind.example'], key: 'p384' })
  bench.message('two signatures of one person', mail(clear(bench, [signer, elliptic], { along })), signer)
  bench.message('signatures of two persons', mail(clear(bench, [signer, berta], { along })), signer)
  bench.message('signatures of two persons, opaque', mail(sealed(bench, [berta, signer], { along })), berta)
  bench.message(
    'from somebody other than its signer',
    mail(clear(bench, [signer], { along }), 'berta@nordwind.example'),
    signer,
  )
  bench.message(
    'a stranger’s certificate comes along',
    mail(clear(bench, [signer], { along: [...along, berta] })),
    signer,
  )
  const twice = clearSigned(
    clear(bench, [signer], { along }, { boundary: 'inner' }),
    signCms(bench.workshop, clear(bench, [signer], { along }, { boundary: 'inner' }), [signer], {
      along,
      detached: true,
    }),
    { boundary: 'outer' },
  )
  bench.message('signed, then signed over another signing of the same', mail(twice), signer)
  const once = clear(bench, [elliptic], { along }, { boundary: 'inner' })
  bench.message(
    'signed twice, the outer within an opaque one',
    mail(sealed(bench, [signer], { along }, {}, once)),
    signer,
  )
}

const addAltered = (bench: Bench, { signer, along }: Usual): void => {
  const signed = mail(clear(bench, [signer], { along }))
  const changed = (message: Buffer, find: string, into: string) =>
    Buffer.from(message.toString('latin1').replace(find, into), 'latin1')
  bench.message('content altered', changed(signed, 'die Zahlen', 'die Zählen'), signer)
  bench.message(
    'header within altered',
    changed(signed, 'Content-Transfer-Encoding: 8bit', 'Content-Transfer-Encoding: 7bit'),
    signer,
  )
  bench.message('space added at a line’s end', changed(signed, 'Guten Tag,\r\n', 'Guten Tag, \r\n'), signer)
  bench.message('line added', changed(signed, 'Guten Tag,\r\n', 'Guten Tag,\r\n\r\n'), signer)
  bench.message('heading altered', changed(signed, 'Subject: Hello', 'Subject: Goodbye'), signer)
  const container = signCms(bench.workshop, entity, [signer], { along })
  const inside = changed(container, 'die Zahlen', 'die ZahleN')
  bench.message('content altered within the container', mail(opaque(inside, 'signed-data')), signer)
  const broken = Buffer.from(container)
  broken[broken.length - 3] = (broken[broken.length - 3] ?? 0) ^ 0x55
  bench.message('signature of a message altered', mail(opaque(broken, 'signed-data')), signer)
  bench.message('container cut short', mail(opaque(container.subarray(0, 900), 'signed-data')), null)
}
