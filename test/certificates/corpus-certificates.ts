import type { CertificateDescription, KeyUsage } from './describe.ts'
import { type Bench, holder } from './item.ts'
import { keyKinds } from './keys.ts'

type Cases = readonly (readonly [string, CertificateDescription])[]

/** Certificates whose only speciality is in themselves. */
export const addCertificates = (bench: Bench): void => {
  for (const [name, description] of [...keys, ...hashes, ...validity, ...usage, ...purposes, ...names, ...forms])
    bench.certificate(name, bench.leaf(description))
  addAddresses(bench)
}

const keys: Cases = keyKinds.map((key) => [`key ${key}`, { key }])

const hashes: Cases = [
  ...(['md5', 'sha1', 'sha224', 'sha384', 'sha512', 'sha3-256'] as const).map(
    (hash) => [`signed with ${hash}`, { hash }] as const,
  ),
  ...(['sha1', 'sha256', 'sha384', 'sha512'] as const).map(
    (hash) => [`signed with RSA-PSS and ${hash}`, { hash, pss: true }] as const,
  ),
]

const validity: Cases = [
  ['expired yesterday', { until: -1 }],
  ['expired long ago', { from: -2_000, until: -1_000 }],
  ['expires tomorrow', { until: 1 }],
  ['expires in 29 days', { until: 29 }],
  ['expires in 59 days', { until: 59 }],
  ['expires in 89 days', { until: 89 }],
  ['begins tomorrow', { from: 1 }],
  ['begins in a year', { from: 365, until: 700 }],
  ['began an hour ago', { from: -1 / 24 }],
  ['ends in 2049', { notAfter: '20491231235959Z' }],
  ['ends in 2050', { notAfter: '20500101000000Z' }],
  ['has no end', { notAfter: '99991231235959Z' }],
]

const usages: readonly (readonly [string, readonly KeyUsage[] | null])[] = [
  ['none said', null],
  ['digitalSignature', ['digitalSignature']],
  ['nonRepudiation', ['nonRepudiation']],
  ['keyEncipherment', ['keyEncipherment']],
  ['dataEncipherment', ['dataEncipherment']],
  ['keyAgreement', ['keyAgreement']],
  ['all for mail', ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment']],
  ['signing and agreement', ['digitalSignature', 'keyAgreement']],
  ['keyCertSign', ['keyCertSign']],
  ['cRLSign', ['cRLSign']],
  ['decipherOnly', ['keyAgreement', 'decipherOnly']],
]
const usage: Cases = [
  ...usages.map(([name, keyUsage]) => [`key usage of an RSA key: ${name}`, { keyUsage }] as const),
  ...usages.map(([name, keyUsage]) => [`key usage of an EC key: ${name}`, { keyUsage, key: 'p256' }] as const),
  ['key usage not critical', { keyUsageCritical: false }],
  ['key usage forbids signing, not critical', { keyUsage: ['keyEncipherment'], keyUsageCritical: false }],
]

const purposes: Cases = [
  ['extended key usage: none said', { extendedKeyUsage: null }],
  ['extended key usage: clientAuth', { extendedKeyUsage: ['clientAuth'] }],
  ['extended key usage: serverAuth', { extendedKeyUsage: ['serverAuth'] }],
  ['extended key usage: codeSigning', { extendedKeyUsage: ['codeSigning'] }],
  ['extended key usage: mail and clientAuth', { extendedKeyUsage: ['emailProtection', 'clientAuth'] }],
  ['extended key usage: any', { extendedKeyUsage: ['anyExtendedKeyUsage'] }],
  ['extended key usage: any and serverAuth', { extendedKeyUsage: ['serverAuth', 'anyExtendedKeyUsage'] }],
  ['extended key usage: unknown one', { extendedKeyUsage: ['1.3.6.1.4.1.99999.1'] }],
  ['extended key usage: mail, critical', { extendedKeyUsageCritical: true }],
  ['extended key usage: serverAuth, critical', { extendedKeyUsage: ['serverAuth'], extendedKeyUsageCritical: true }],
  ['no usage said at all', { keyUsage: null, extendedKeyUsage: null }],
  ['Netscape type: S/MIME', { keyUsage: null, extendedKeyUsage: null, extensions: ['nsCertType=email'] }],
  ['Netscape type: server', { keyUsage: null, extendedKeyUsage: null, extensions: ['nsCertType=server'] }],
]

const names: Cases = [
  ['subject in Greek', { name: 'Αννα Μυλλερ' }],
  ['subject in Japanese', { name: '田中 花子', parts: [['O', '北風物流']] }],
  ['subject in Arabic', { name: 'آنا مولر' }],
  ['subject beyond the first plane', { name: 'Anna 🔏 Müller' }],
  ['subject with special characters', { name: 'Müller, Anna + "Partner" <a=b>; \\ #1/2' }],
  ['subject of 64 characters', { name: 'Ä'.repeat(64) }],
  [
    'subject of many parts',
    {
      parts: [
        ['OU', 'Versand'],
        ['O', 'Nordwind'],
        ['L', 'Köln'],
        ['ST', 'NRW'],
        ['C', 'DE'],
      ],
    },
  ],
  [
    'subject with names of a person',
    {
      parts: [
        ['GN', 'Anna'],
        ['SN', 'Müller'],
        ['serialNumber', '4711'],
      ],
    },
  ],
  ['subject empty', { name: null }],
]

const forms: Cases = [
  ['serial number 1', { serial: '01' }],
  ['serial number 0', { serial: '00' }],
  ['serial number of 20 bytes', { serial: `7f${'ab'.repeat(19)}` }],
  ['serial number with its first bit set', { serial: 'ff01' }],
  ['version 1', { bare: true }],
  ['no basic constraints', { authority: 'absent' }],
  ['no key identifiers', { without: ['subjectKeyIdentifier', 'authorityKeyIdentifier'] }],
  ['unknown extension', { extensions: ['1.3.6.1.4.1.99999.2=ASN1:UTF8String:x'] }],
  ['unknown critical extension', { extensions: ['1.3.6.1.4.1.99999.2=critical,ASN1:UTF8String:x'] }],
  ['certificate policies', { extensions: ['certificatePolicies=1.3.6.1.4.1.99999.3'] }],
  [
    'policies and constraints',
    { extensions: ['certificatePolicies=2.5.29.32.0', 'policyConstraints=critical,requireExplicitPolicy:3'] },
  ],
  ['names where it is revoked', { crl: 'http://crl.nordwind.example/mail.crl', ocsp: 'http://ocsp.nordwind.example/' }],
  ['alternative names, critical', { emails: [], extensions: [`subjectAltName=critical,email:${holder}`] }],
]

const addAddresses = (bench: Bench): void => {
  const cases: readonly (readonly [string, CertificateDescription, readonly string[]])[] = [
    ['address in upper case', { emails: ['Anna.Mueller@NORDWIND.Example'] }, [holder]],
    ['address second of three', { emails: ['a@nordwind.example', holder, 'b@nordwind.example'] }, [holder]],
    ['address of somebody else', { emails: ['berta@nordwind.example'] }, [holder]],
    ['address is a proxy address', { emails: ['sales@nordwind.example'] }, [holder, 'sales@nordwind.example']],
    ['address in the subject alone', { emails: [], subjectEmail: holder }, [holder]],
    ['address in the subject, another beside', { emails: ['berta@nordwind.example'], subjectEmail: holder }, [holder]],
    ['address nowhere', { emails: [] }, [holder]],
    ['address as a name of a machine', { emails: [], otherNames: ['DNS:nordwind.example'] }, [holder]],
    ['address as a sign-in name', { emails: [], otherNames: [`otherName:msUPN;UTF8:${holder}`] }, [holder]],
    ['address as a URI', { emails: [], otherNames: [`URI:mailto:${holder}`] }, [holder]],
    ['address internationalised', { emails: [], smtpUtf8: ['änna@nordwind.example'] }, ['änna@nordwind.example']],
    ['address internationalised, of another', { emails: [], smtpUtf8: ['änna@nordwind.example'] }, [holder]],
    ['address in an internationalised domain', { emails: ['anna@xn--kln-sna.example'] }, ['anna@köln.example']],
    [
      'address internationalised throughout',
      { emails: [], smtpUtf8: ['änna@xn--kln-sna.example'] },
      ['änna@köln.example'],
    ],
    ['address with a tag', { emails: ['anna.mueller+mail@nordwind.example'] }, [holder]],
    ['address that begins the same', { emails: [`${holder}.org`] }, [holder]],
    ['address with an apostrophe', { emails: ["finn.o'brien@nordwind.example"] }, ["finn.o'brien@nordwind.example"]],
    ['address with signs', { emails: ['a#b$c@nordwind.example'] }, ['a#b$c@nordwind.example']],
    ['address in quotes', { emails: ['"anna.mueller"@nordwind.example'] }, [holder]],
  ]
  for (const [name, description, addresses] of cases) bench.certificate(name, bench.leaf(description), { addresses })
}
