import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadCertificate } from '../../../electron/smime/material.ts'
import { judgeAll } from '../../../electron/smime/verdict.ts'
import type { CertificateCheck } from '../../../shared/domain/certificates.ts'
import { corpus } from '../../certificates/corpus.ts'
import type { CorpusItem } from '../../certificates/item.ts'
import { verifyByOpenssl } from '../../certificates/oracle.ts'
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
  { items: /^an authority with an address$/, purposes: ['smimesign'], weSay: false, decidedIn: 'checks/usage.ts' },
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
]

const disagreementOn = (item: CorpusItem, purpose: Purpose): Disagreement | undefined =>
  disagreements.find((one) => one.items.test(item.name) && one.purposes.includes(purpose))

const read = (der: Uint8Array, companion: boolean): ReadCertificate => ({
  der,
  source: 'file',
  messageAt: null,
  signature: null,
  preferredForEncryption: false,
  companion,
})

/** What `openssl verify` decides: dates, chain and usage. Address and strength of the key are no matter of its. */
const accepts = (item: CorpusItem, purpose: Purpose): boolean => {
  if (item.certificate === null) throw new RangeError(`Nothing to judge in ${item.name}`)
  const { certificates } = judgeAll(
    { certificates: [read(item.certificate, false), ...item.companions.map((der) => read(der, true))], unread: [] },
    { material: [], addresses: item.addresses, at: item.at.toISOString(), roots: item.roots },
    { system: [] },
  )
  const verdictOf = (check: CertificateCheck) => certificates[0]?.checks.find((one) => one.check === check)?.verdict
  return [verdictOf('validity'), verdictOf('chain'), verdictOf(usageCheck[purpose])].every(
    (verdict) => verdict === 'ok' || verdict === 'warning',
  )
}

describe('judging the corpus', () => {
  const workshop = new Workshop()
  let items: readonly CorpusItem[] = []
  beforeAll(() => {
    items = corpus().filter(({ kind }) => kind !== 'message')
  }, 120_000)
  afterAll(() => workshop.close())

  it('agrees with openssl verify on every certificate for both purposes, but where we say why not', () => {
    const differences: string[] = []
    const met = new Set<Disagreement>()
    for (const item of items) {
      for (const purpose of purposes) {
        const ours = accepts(item, purpose)
        const openssls = verifyByOpenssl(workshop, item, purpose).ok
        const expected = disagreementOn(item, purpose)
        if (expected !== undefined && ours !== openssls && ours === expected.weSay) met.add(expected)
        else if (expected !== undefined || ours !== openssls) {
          differences.push(`${item.name}, ${purpose}: we say ${ours}, openssl ${openssls}`)
        }
      }
    }
    expect(items.length).toBeGreaterThan(150)
    expect(differences).toEqual([])
    expect(disagreements.filter((one) => !met.has(one)).map(({ items: { source } }) => source)).toEqual([])
  }, 120_000)
})
