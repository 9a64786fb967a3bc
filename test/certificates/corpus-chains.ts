import type { CertificateDescription } from './describe.ts'
import { type Bench, holder } from './item.ts'
import type { KeyKind } from './keys.ts'
import type { Issued } from './workshop.ts'

/** Certificates whose speciality is the way to their root. */
export const addChains = (bench: Bench): void => {
  addLengths(bench)
  addUntrusted(bench)
  for (const [name, description] of issuers) bench.certificate(name, bench.leaf({}, bench.issuer(description)))
  for (const key of rootKeys) addRootKey(bench, key)
  for (const [name, permitted, leaf] of constrained)
    bench.certificate(name, bench.leaf(leaf, bench.issuer({ nameConstraints: permitted })))
  addPathLengths(bench)
  addCrossed(bench)
  addDamaged(bench)
}

const addLengths = (bench: Bench): void => {
  const { root, deep, intermediate } = bench.pki
  bench.certificate('chain of two', bench.leaf({}, root))
  bench.certificate('chain of three', bench.leaf())
  bench.certificate('chain of four', bench.leaf({}, deep))
  bench.certificate('chain of six', bench.leaf({}, bench.issuer({}, bench.issuer({}, deep))))
  bench.certificate('the root itself', root)
  bench.certificate('an issuer itself', intermediate)
  bench.certificate(
    'an authority with an address',
    bench.leaf({ authority: true, keyUsage: ['digitalSignature', 'keyCertSign'] }),
  )
}

const addUntrusted = (bench: Bench): void => {
  const { strangerRoot, strangerIntermediate, intermediate } = bench.pki
  const own = bench.leaf({}, null)
  bench.certificate('signed by itself', own)
  bench.certificate('signed by itself and trusted', own, { roots: [own.der] })
  bench.certificate('signed by itself, as an authority', bench.leaf({ authority: true }, null))
  bench.certificate('root not trusted', bench.leaf({}, strangerIntermediate), {
    companions: [strangerIntermediate.der, strangerRoot.der],
  })
  bench.certificate('root not there', bench.leaf({}, strangerIntermediate))
  bench.certificate('issuer not there', bench.leaf(), { companions: [] })
  bench.certificate('no root trusted', bench.leaf(), { roots: [], companions: [intermediate.der, bench.pki.root.der] })
  bench.certificate('issuer trusted, root not', bench.leaf(), { roots: [intermediate.der] })
  const expiredRoot = bench.workshop.issue(
    { name: 'Old Root', authority: true, from: -3_000, until: -10, key: bench.workshop.key('p256', 'old-root') },
    null,
  )
  bench.certificate('root expired', bench.leaf({}, expiredRoot), { roots: [expiredRoot.der] })
}

const issuers: readonly (readonly [string, CertificateDescription])[] = [
  ['issuer expired', { from: -900, until: -2 }],
  ['issuer begins tomorrow', { from: 1 }],
  ['issuer is no authority', { authority: false, keyUsage: ['digitalSignature'] }],
  ['issuer says nothing of being an authority', { authority: 'absent', keyUsage: null, extendedKeyUsage: null }],
  ['issuer of version 1', { bare: true }],
  ['issuer may not sign certificates', { keyUsage: ['digitalSignature'] }],
  ['issuer without key usage', { keyUsage: null }],
  ['issuer for mail alone', { extendedKeyUsage: ['emailProtection'] }],
  ['issuer for servers alone', { extendedKeyUsage: ['serverAuth'] }],
  ['issuer for anything', { extendedKeyUsage: ['anyExtendedKeyUsage'] }],
  ['issuer with an unknown critical extension', { extensions: ['1.3.6.1.4.1.99999.2=critical,ASN1:UTF8String:x'] }],
  ['issuer signed with MD5', { hash: 'md5' }],
  ['issuer signed with SHA-1', { hash: 'sha1' }],
  ['issuer with a weak key', { key: 'rsa1024' }],
  ['issuer with a key of Brainpool', { key: 'brainpool256' }],
  ['issuer with a key of Ed25519', { key: 'ed25519' }],
  ['issuer without key identifiers', { without: ['subjectKeyIdentifier', 'authorityKeyIdentifier'] }],
]

const rootKeys: readonly KeyKind[] = ['rsa4096', 'pss2048', 'p256', 'p384', 'p521', 'ed25519', 'brainpool384']
const addRootKey = (bench: Bench, kind: KeyKind): void => {
  const key = bench.workshop.key(kind, 'root')
  const root = bench.workshop.issue({ name: `Root ${kind}`, authority: true, until: 3_000, key }, null)
  bench.certificate(`root with a key of ${kind}`, bench.leaf({ key: 'p256' }, root), { roots: [root.der] })
}

const constrained: readonly (readonly [string, string, CertificateDescription])[] = [
  ['names constrained to its domain', 'permitted;email:nordwind.example', {}],
  ['names constrained to its host', 'permitted;email:.nordwind.example', {}],
  ['names constrained to its address', `permitted;email:${holder}`, {}],
  ['names constrained to another domain', 'permitted;email:suedwind.example', {}],
  ['names constrained, its domain excluded', 'excluded;email:nordwind.example', {}],
  ['names constrained, another excluded', 'excluded;email:suedwind.example', {}],
  ['names constrained for machines', 'permitted;DNS:suedwind.example', {}],
  [
    'names constrained, address in the subject',
    'permitted;email:suedwind.example',
    { emails: [], subjectEmail: holder },
  ],
  ['names constrained, in upper case', 'permitted;email:NORDWIND.example', {}],
]

const addPathLengths = (bench: Bench): void => {
  const none = bench.issuer({ authority: { pathLength: 0 } })
  const one = bench.issuer({ authority: { pathLength: 1 } })
  bench.certificate('path of length 0 kept', bench.leaf({}, none))
  bench.certificate('path of length 0 exceeded', bench.leaf({}, bench.issuer({}, none)))
  bench.certificate('path of length 1 kept', bench.leaf({}, bench.issuer({}, one)))
}

/** Two issuers of the same name, of which one leads to the root. */
const addCrossed = (bench: Bench): void => {
  const { root, strangerRoot } = bench.pki
  const make = (description: CertificateDescription, above: Issued) =>
    bench.issuer({ name: 'Twin Issuer', ...description }, above)
  const twin = make({}, root)
  const renewed = make({ key: twin.key, from: -10 }, root)
  const old = make({ key: twin.key, from: -900, until: -3 }, root)
  const crossed = make({ key: twin.key }, strangerRoot)
  const namesake = make({}, root)
  const leaf = bench.leaf({}, twin)
  bench.certificate('issuer renewed', leaf, { companions: [old.der, renewed.der] })
  bench.certificate('issuer expired, one renewed beside it', leaf, { companions: [renewed.der, old.der] })
  bench.certificate('issuer crossed', leaf, { companions: [crossed.der, twin.der] })
  bench.certificate('issuer crossed, leading nowhere', leaf, { companions: [crossed.der] })
  bench.certificate('issuer and a namesake', leaf, { companions: [namesake.der, twin.der] })
  bench.certificate('a namesake alone', leaf, { companions: [namesake.der] })
  const unmarked = bench.leaf({ without: ['authorityKeyIdentifier'] }, twin)
  bench.certificate('a namesake alone, keys not named', unmarked, { companions: [namesake.der] })
  bench.certificate('issuer and a namesake, keys not named', unmarked, { companions: [namesake.der, twin.der] })
}

const addDamaged = (bench: Bench): void => {
  const leaf = bench.leaf()
  const other = Buffer.from(leaf.der)
  const last = other.length - 1
  other[last] = (other[last] ?? 0) ^ 1
  bench.certificate('signature altered', leaf, { bytes: other, certificate: other })
  const renamed = Buffer.from(
    Buffer.from(leaf.der).toString('latin1').replace(holder, 'emma.mueller@nordwind.example'),
    'latin1',
  )
  bench.certificate('address altered', leaf, { bytes: renamed, certificate: renamed })
}
