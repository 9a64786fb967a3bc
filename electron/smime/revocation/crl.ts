import { setImmediate } from 'node:timers/promises'
import { AsnConvert } from '@peculiar/asn1-schema'
import { IssuingDistributionPoint } from '@peculiar/asn1-x509'
import { type ParsedCertificate, readSignatureAlgorithm, readTime, wholeBits } from '../certificate.ts'
import { comparableParts, namesOf } from '../chain/names.ts'
import { type DerValue, derChildren, derTag, oidText, readDer } from '../der.ts'
import { verifySignature } from '../signature.ts'
import { revocationReason, type Status } from './status.ts'

/** A revocation list whose signature is the issuer's. Its entries stay as they came: there may be a million of them. */
export interface RevocationList {
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly scope: { readonly authoritiesOnly: boolean; readonly holdersOnly: boolean }
  readonly entries: Uint8Array
  readonly bytes: number
}

const oids = {
  reason: '2.5.29.21',
  number: '2.5.29.20',
  authorityKeyId: '2.5.29.35',
  issuingDistributionPoint: '2.5.29.28',
} as const
const understood: ReadonlySet<string> = new Set([oids.number, oids.authorityKeyId, oids.issuingDistributionPoint])

/** Entries after which others get their turn. */
const atOnce = 2_000

interface ListExtension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

const extensionsIn = (field: Uint8Array | undefined): readonly ListExtension[] =>
  (field === undefined ? [] : derChildren(field)).map(({ content }) => {
    const [oid, second, third] = derChildren(content)
    const value = third ?? second
    if (oid?.tag !== derTag.oid || value === undefined) throw new Error('An extension of a list is damaged')
    return {
      oid: oidText(oid.content),
      critical: third !== undefined && second?.content[0] !== 0,
      value: value.content,
    }
  })

const wholeScope = { authoritiesOnly: false, holdersOnly: false }

/** For whom the list is. Lists of some reasons alone, of other issuers, or published elsewhere do not answer for all. */
const scopeOf = (extensions: readonly ListExtension[], url: URL): RevocationList['scope'] => {
  const unknown = extensions.find(({ oid, critical }) => critical && !understood.has(oid))
  if (unknown !== undefined) throw new Error('A list has a critical extension that is not understood')
  const point = extensions.find(({ oid }) => oid === oids.issuingDistributionPoint)
  if (point === undefined) return wholeScope
  const parsed = AsnConvert.parse(point.value, IssuingDistributionPoint)
  if (parsed.indirectCRL || parsed.onlySomeReasons !== undefined || parsed.onlyContainsAttributeCerts) {
    throw new Error('A list answers for others')
  }
  const names = parsed.distributionPoint?.fullName?.map((name) => name.uniformResourceIdentifier)
  if (parsed.distributionPoint !== undefined && !names?.some((name) => URL.parse(name ?? '')?.href === url.href)) {
    throw new Error('A list belongs to another place')
  }
  return { authoritiesOnly: parsed.onlyContainsCACerts, holdersOnly: parsed.onlyContainsUserCerts }
}

const isTime = ({ tag }: DerValue): boolean => tag === 0x17 || tag === 0x18

/** The fields of TBSCertList. */
const cutTbs = (tbs: DerValue) => {
  const all = derChildren(tbs.content)
  const [algorithm, issuer, thisUpdate, nextUpdate, ...rest] = all[0]?.tag === derTag.integer ? all.slice(1) : all
  if (!algorithm || !issuer || !thisUpdate || !nextUpdate || !isTime(nextUpdate)) {
    // RFC 5280, 5.1.2.5: a list must say when the next one comes; one that does not could be shown for ever.
    throw new Error('A list lacks a field')
  }
  const entries = rest.find(({ tag }) => tag === derTag.sequence)?.content ?? new Uint8Array()
  const extensions = rest.find(({ tag }) => tag === 0xa0)
  return { algorithm, issuer, thisUpdate, nextUpdate, entries, extensions }
}

const maySignLists = ({ keyUsage }: ParsedCertificate): boolean => keyUsage === null || keyUsage.includes('cRLSign')

/** @throws a plain Error when it is no list of this issuer for that place. */
export const readList = (bytes: Uint8Array, issuer: ParsedCertificate, url: URL): RevocationList => {
  const outer = readDer(bytes)
  const [tbs, algorithm, signature] = derChildren(outer.content)
  const isWhole = outer.tag === derTag.sequence && outer.whole.length === bytes.length
  if (!isWhole || !tbs || !algorithm || !signature) throw new Error('Not a revocation list')
  const cut = cutTbs(tbs)
  if (Buffer.compare(cut.algorithm.whole, algorithm.whole) !== 0) throw new Error('Two algorithms of one signature')
  if (comparableParts(cut.issuer.whole).join('/') !== namesOf(issuer).subject)
    throw new Error('A list of another issuer')
  const signed = verifySignature(readSignatureAlgorithm(algorithm), issuer.spki, tbs.whole, wholeBits(signature))
  if (!maySignLists(issuer) || signed !== 'valid') throw new Error('A list that its issuer did not sign')
  const extensions = extensionsIn(cut.extensions && readDer(cut.extensions.content).content)
  return {
    thisUpdate: readTime(cut.thisUpdate),
    nextUpdate: readTime(cut.nextUpdate),
    scope: scopeOf(extensions, url),
    entries: cut.entries,
    bytes: bytes.length,
  }
}

/** @throws where the entry is marked critically as one that is not understood: it may be another issuer's. */
const entryStatus = (time: DerValue, field: DerValue | undefined): Status => {
  const extensions = extensionsIn(field?.content)
  if (extensions.some(({ oid, critical }) => critical && oid !== oids.reason)) throw new Error('An unknown entry')
  const reason = extensions.find(({ oid }) => oid === oids.reason)
  return {
    is: 'revoked',
    at: readTime(time),
    reason: revocationReason(reason && readDer(reason.value).content[0]),
  }
}

const bytesOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length)

/** @throws a plain Error when the list is damaged, or not for certificates of this kind. */
export const statusIn = async (list: RevocationList, certificate: ParsedCertificate): Promise<Status> => {
  const isAuthority = certificate.basicConstraints?.ca === true
  if (isAuthority ? list.scope.holdersOnly : list.scope.authoritiesOnly) throw new Error('A list for others')
  const wanted = Buffer.from(certificate.serial, 'hex')
  // Where its bytes are nowhere, no entry has them: most certificates are on no list, and this is fifty times as fast.
  if (!bytesOf(list.entries).includes(Buffer.from([derTag.integer, wanted.length, ...wanted]))) {
    return { is: 'good', at: list.thisUpdate }
  }
  for (let at = 0, count = 1; at < list.entries.length; count += 1) {
    const entry = readDer(list.entries, at)
    const serial = readDer(entry.content)
    if (Buffer.compare(serial.content, wanted) === 0) {
      const [, time, extensions] = derChildren(entry.content)
      if (time === undefined) throw new Error('An entry lacks its date')
      return entryStatus(time, extensions)
    }
    at += entry.whole.length
    if (count % atOnce === 0) await setImmediate()
  }
  return { is: 'good', at: list.thisUpdate }
}
