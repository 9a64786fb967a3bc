import type { Judgement, ReadCertificate } from '../../../electron/smime/material.ts'
import { parsedOnes } from '../../../electron/smime/trust.ts'
import { judgeAll } from '../../../electron/smime/verdict.ts'
import type {
  CertificateCheck,
  CertificateCheckResult,
  JudgedCertificate,
} from '../../../shared/domain/certificates.ts'
import {
  alternativeNames,
  authority,
  extendedKeyUsage,
  keyNamed,
  keyUsage,
  mailbox,
  makeCertificate,
  now,
  type Wanted,
} from './pki.ts'

export const ada = 'ada@contoso.com'

export const read = (der: Uint8Array, more: Partial<ReadCertificate> = {}): ReadCertificate => ({
  der,
  source: 'file',
  messageAt: null,
  signature: null,
  preferredForEncryption: false,
  companion: false,
  ...more,
})

interface Given {
  readonly companions?: readonly Uint8Array[]
  /** Trusted by the administrator. */
  readonly roots?: readonly Uint8Array[]
  /** Of the operating system. */
  readonly system?: readonly Uint8Array[]
  readonly addresses?: readonly string[] | null
  readonly at?: number
}

export const judge = (certificates: readonly ReadCertificate[], given: Given = {}): Omit<Judgement, 'unread'> =>
  judgeAll(
    {
      certificates: [...certificates, ...(given.companions ?? []).map((der) => read(der, { companion: true }))],
      unread: [],
    },
    {
      material: [],
      addresses: given.addresses === undefined ? [ada] : given.addresses,
      at: new Date(given.at ?? now).toISOString(),
      roots: given.roots ?? [],
    },
    { system: parsedOnes(given.system ?? []) },
  )

export const judgeOne = (der: Uint8Array, given: Given = {}): JudgedCertificate => {
  const [judged] = judge([read(der)], given).certificates
  if (judged === undefined) throw new Error('Nothing was judged')
  return judged
}

export const checkOf = ({ checks }: JudgedCertificate, check: CertificateCheck): CertificateCheckResult => {
  const found = checks.find((one) => one.check === check)
  if (found === undefined) throw new Error(`No check ${check}`)
  return found
}

export const rootKey = keyNamed('root')
export const root = makeCertificate({
  subject: 'CN=Root',
  key: rootKey,
  extensions: [authority(), keyUsage('keyCertSign', 'cRLSign')],
})

/** An authority under the root, unless another signs. */
export const issuer = (name: string, more: Partial<Wanted> = {}): Buffer =>
  makeCertificate({
    subject: `CN=${name}`,
    issuer: 'CN=Root',
    key: keyNamed(name),
    by: rootKey,
    extensions: [authority(), keyUsage('keyCertSign')],
    ...more,
  })

/** Ada's, usable for everything, issued by the root unless another is named. */
export const leaf = (more: Partial<Wanted> = {}): Buffer =>
  makeCertificate({
    subject: 'CN=Ada Lovelace',
    issuer: 'CN=Root',
    key: keyNamed('ada'),
    by: rootKey,
    extensions: [
      keyUsage('digitalSignature', 'keyAgreement'),
      extendedKeyUsage('emailProtection'),
      alternativeNames(mailbox(ada)),
    ],
    ...more,
  })
