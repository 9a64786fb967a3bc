import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadCertificate, ReadMaterial } from '../../../electron/smime/material.ts'
import { readMaterial } from '../../../electron/smime/read/read-material.ts'
import { judgeAll } from '../../../electron/smime/verdict.ts'
import type { CertificateCheck } from '../../../shared/domain/certificates.ts'
import { corpus } from '../../certificates/corpus.ts'
import type { CorpusItem } from '../../certificates/item.ts'
import { verifyByOpenssl, verifyMessageByOpenssl } from '../../certificates/oracle.ts'
import { Workshop } from '../../certificates/workshop.ts'

/** Where openssl and we differ on purpose: for which purposes, what we say, and where the reason stands. */
interface Disagreement {
  readonly items: RegExp
  readonly purposes: readonly Purpose[]
  readonly weSay: boolean
  /** The file of electron/smime in which a comment gives the reason. */
  readonly decidedIn: string
}

const purposes = ['smimesign', 'smimeencrypt'] as const
type Purpose = (typeof purposes)[number]
const usageCheck = { smimesign: 'signingUsage', smimeencrypt: 'encryptionUsage' } as const
const encryption = ['smimeencrypt'] as const
const signing = ['smimesign'] as const

const disagreements: readonly Disagreement[] = [
  {
    // EC keys that agree, and do not encipher: openssl asks for keyEncipherment of every key.
    items:
      /^key (p\d+|secp256k1|brainpool\d+)$|^root with a key of |^key usage of an EC key: (keyAgreement|signing and agreement|decipherOnly)$/,
    purposes: encryption,
    weSay: true,
    decidedIn: 'checks/usage.ts',
  },
  {
    // The other way round: EC keys said to encipher, which they cannot.
    items: /^key usage of an EC key: (keyEncipherment|all for mail)$/,
    purposes: encryption,
    weSay: false,
    decidedIn: 'checks/usage.ts',
  },
  { items: /^Netscape type: server$/, purposes, weSay: true, decidedIn: 'checks/usage.ts' },
  { items: /^an authority with an address$/, purposes: signing, weSay: false, decidedIn: 'checks/usage.ts' },
  // anyExtendedKeyUsage, of the holder and of an issuer.
  {
    items: /^extended key usage: any|^issuer for anything$/,
    purposes,
    weSay: true,
    decidedIn: 'chain/path-problems.ts',
  },
  // Trusted by the administrator as it is (openssl: -partial_chain).
  { items: /^issuer trusted, root not$/, purposes, weSay: true, decidedIn: 'chain/pool.ts' },
  { items: /^issuer signed with MD5$/, purposes, weSay: false, decidedIn: 'checks/chain.ts' },
  // openssl takes the first way it finds, here one that leads nowhere.
  { items: /^issuer crossed$/, purposes, weSay: true, decidedIn: 'chain/build-path.ts' },
  // Messages that openssl cannot read.
  {
    items: /^(clear-signed|opaque), (binary|base64 in one line)$/,
    purposes: signing,
    weSay: true,
    decidedIn: 'read/transfer.ts',
  },
  { items: /^signed part within another$/, purposes: signing, weSay: true, decidedIn: 'read/message.ts' },
]

const read = (der: Uint8Array, companion: boolean): ReadCertificate => ({
  der,
  source: 'file',
  messageAt: null,
  signature: null,
  preferredForEncryption: false,
  companion,
})

const readItem = (item: CorpusItem): ReadMaterial => {
  const known = item.companions.map((der) => read(der, true))
  if (item.kind !== 'message') {
    return { certificates: item.certificate === null ? known : [read(item.certificate, false), ...known], unread: [] }
  }
  const message = readMaterial([{ source: 'signedMail', kind: 'message', bytes: item.bytes, messageAt: null }])
  return { ...message, certificates: [...message.certificates, ...known] }
}

/**
 * What openssl decides: dates, chain and usage, and of a message its signature, by its first signer. Address and
 * strength of the key are no matter of its.
 */
const accepts = (item: CorpusItem, purpose: Purpose): boolean => {
  const { certificates, ders } = judgeAll(
    readItem(item),
    { material: [], addresses: item.addresses, at: item.at.toISOString(), roots: item.roots },
    { system: [] },
  )
  const about = certificates.find(
    ({ sha256 }) =>
      item.certificate !== null && ders[sha256] && Buffer.compare(ders[sha256].der, item.certificate) === 0,
  )
  const wanted: readonly CertificateCheck[] = ['validity', 'chain', usageCheck[purpose]]
  return (item.kind === 'message' ? [...wanted, 'messageSignature'] : wanted).every((check) =>
    ['ok', 'warning'].includes(about?.checks.find((one) => one.check === check)?.verdict ?? 'unknown'),
  )
}

describe('judging the corpus', () => {
  const workshop = new Workshop()
  let items: readonly CorpusItem[] = []
  beforeAll(() => {
    items = corpus()
  }, 120_000)
  afterAll(() => workshop.close())

  /** Compares each item, and returns what differs without being among the disagreements, which must all be met. */
  const compare = (
    some: readonly CorpusItem[],
    compared: readonly Purpose[],
    openssl: (item: CorpusItem, purpose: Purpose) => boolean,
  ): { readonly differences: readonly string[]; readonly met: ReadonlySet<Disagreement> } => {
    const met = new Set<Disagreement>()
    const differences = some.flatMap((item) =>
      compared.flatMap((purpose) => {
        const [ours, theirs] = [accepts(item, purpose), openssl(item, purpose)]
        const expected = disagreements.find((one) => one.items.test(item.name) && one.purposes.includes(purpose))
        if (expected !== undefined && ours === expected.weSay && ours !== theirs) met.add(expected)
        else if (expected !== undefined || ours !== theirs) return [`${item.name}, ${purpose}: we say ${ours}`]
        return []
      }),
    )
    return { differences, met }
  }

  it.each([...new Set(disagreements.map(({ decidedIn }) => decidedIn))])('says in %s why it differs', (file) => {
    expect(readFileSync(`electron/smime/${file}`, 'utf8')).toMatch(/OpenSSL/)
  })

  it('agrees with openssl on every certificate for both purposes and on every message, but where we say why not', () => {
    const messages = items.filter(({ kind }) => kind === 'message')
    const certificates = items.filter(({ kind }) => kind !== 'message')
    const one = compare(certificates, purposes, (item, purpose) => verifyByOpenssl(workshop, item, purpose).ok)
    const two = compare(messages, signing, (item) => verifyMessageByOpenssl(workshop, item).ok)
    expect(certificates.length).toBeGreaterThan(150)
    expect(messages.length).toBeGreaterThan(90)
    expect([...one.differences, ...two.differences]).toEqual([])
    const unmet = disagreements.filter((each) => !one.met.has(each) && !two.met.has(each))
    expect(unmet.map(({ items: { source } }) => source)).toEqual([])
  }, 120_000)
})
