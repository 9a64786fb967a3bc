import { createHash } from 'node:crypto'
import {
  BasicOCSPResponse,
  CertID,
  OCSPRequest,
  OCSPResponse,
  Request,
  type SingleResponse,
  TBSRequest,
} from '@peculiar/asn1-ocsp'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { signatureAlgorithm } from '../algorithms.ts'
import { type ParsedCertificate, wholeBits } from '../certificate.ts'
import { comparableParts, namesOf } from '../chain/names.ts'
import { unknownCritical } from '../chain/path-problems.ts'
import { derChildren, readDer } from '../der.ts'
import { verifySignature } from '../signature.ts'
import { parsedOnes } from '../trust.ts'
import { isCurrent, revocationReason, type Status } from './status.ts'

const sha1 = '1.3.14.3.2.26'
const basicResponse = '1.3.6.1.5.5.7.48.1.1'
/** Certificates that may come along in an answer. */
const mostResponders = 5
/** What says of itself that there is always something newer is believed for so long. */
const withoutNext = 24 * 3_600_000

const bytesOf = (buffer: ArrayBuffer): Uint8Array => new Uint8Array(buffer)
const sha1Of = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest()

/** The bits of the public key without their algorithm, hashed (RFC 6960, 4.1.1). */
const keyHash = ({ spki }: ParsedCertificate): Buffer => {
  const [, bits] = derChildren(readDer(spki).content)
  if (bits === undefined) throw new Error('A key lacks its bits')
  return sha1Of(wholeBits(bits))
}

const nameHash = ({ subjectDer }: ParsedCertificate): Buffer => sha1Of(Buffer.from(subjectDer, 'hex'))

/**
 * DER of the question. SHA-1 only names the issuer here, and is what every responder knows (RFC 5019, 2.1.1). No nonce:
 * large authorities sign their answers in advance; how old one may be is in its dates.
 */
export const ocspRequest = (certificate: ParsedCertificate, issuer: ParsedCertificate): Uint8Array => {
  const reqCert = new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha1, parameters: null }),
    issuerNameHash: new OctetString(nameHash(issuer)),
    issuerKeyHash: new OctetString(keyHash(issuer)),
    serialNumber: Uint8Array.from(Buffer.from(certificate.serial, 'hex')).buffer,
  })
  return bytesOf(
    AsnConvert.serialize(new OCSPRequest({ tbsRequest: new TBSRequest({ requestList: [new Request({ reqCert })] }) })),
  )
}

interface Basic {
  readonly parsed: BasicOCSPResponse
  /** What is signed, and the certificates that came along: their own bytes. */
  readonly signed: Uint8Array
  readonly along: readonly Uint8Array[]
}

const basicOf = (bytes: Uint8Array): Basic => {
  const { responseBytes } = AsnConvert.parse(bytes, OCSPResponse)
  // A refusal (`tryLater`, `unauthorized` ...) is not signed and has no bytes.
  if (responseBytes?.responseType !== basicResponse) throw new Error('An answer without an answer')
  const der = bytesOf(responseBytes.response.buffer)
  const [data, , , certificates] = derChildren(readDer(der).content)
  if (data === undefined) throw new Error('An answer without data')
  const along = certificates === undefined ? [] : derChildren(readDer(certificates.content).content)
  return {
    parsed: AsnConvert.parse(der, BasicOCSPResponse),
    signed: data.whole,
    along: along.slice(0, mostResponders).map(({ whole }) => whole),
  }
}

const isNamed = ({ tbsResponseData: { responderID } }: BasicOCSPResponse, one: ParsedCertificate): boolean =>
  responderID.byKey !== undefined
    ? keyHash(one).equals(bytesOf(responderID.byKey.buffer))
    : responderID.byName !== undefined &&
      comparableParts(bytesOf(AsnConvert.serialize(responderID.byName))).join('/') === namesOf(one).subject

/** RFC 6960, 4.2.2.2: signed for it by the very issuer that is asked about, and valid now. */
const isDelegate = (one: ParsedCertificate, issuer: ParsedCertificate, now: number): boolean =>
  one.extendedKeyUsage?.includes('OCSPSigning') === true &&
  unknownCritical(one) === null &&
  one.notBefore <= now &&
  now <= one.notAfter &&
  namesOf(one).issuer === namesOf(issuer).subject &&
  verifySignature(one.signatureAlgorithm, issuer.spki, one.tbs, one.signature) === 'valid'

const isSigned = ({ parsed, signed, along }: Basic, issuer: ParsedCertificate, now: number): boolean => {
  const { algorithm: oid, parameters } = parsed.signatureAlgorithm
  const algorithm = signatureAlgorithm(oid, parameters ? bytesOf(parameters) : null)
  const responders = [issuer, ...parsedOnes(along).filter((one) => isDelegate(one, issuer, now))]
  return responders.some(
    (one) =>
      isNamed(parsed, one) && verifySignature(algorithm, one.spki, signed, bytesOf(parsed.signature)) === 'valid',
  )
}

export interface OcspAnswer {
  readonly status: Status
  readonly nextUpdate: number
}

const statusOf = ({ certStatus, thisUpdate }: SingleResponse): Status => {
  if (certStatus.revoked !== undefined) {
    const { revocationTime, revocationReason: code } = certStatus.revoked
    const at = revocationTime.getTime()
    if (Number.isNaN(at)) throw new Error('A date is none')
    return { is: 'revoked', at, reason: revocationReason(code?.reason) }
  }
  // `unknown` is no answer: the responder does not know the certificate.
  if (certStatus.good === undefined) throw new Error('A responder that does not know')
  return { is: 'good', at: thisUpdate.getTime() }
}

/** @throws a plain Error when it is no current answer, signed by who may, about this certificate. */
export const readOcsp = (
  bytes: Uint8Array,
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  now: number,
): OcspAnswer => {
  const basic = basicOf(bytes)
  if (!isSigned(basic, issuer, now)) throw new Error('An answer that its issuer did not sign')
  const about = basic.parsed.tbsResponseData.responses.find(
    ({ certID }) =>
      certID.hashAlgorithm.algorithm === sha1 &&
      Buffer.from(certID.serialNumber).toString('hex') === certificate.serial &&
      nameHash(issuer).equals(bytesOf(certID.issuerNameHash.buffer)) &&
      keyHash(issuer).equals(bytesOf(certID.issuerKeyHash.buffer)),
  )
  if (about === undefined) throw new Error('An answer about another certificate')
  const thisUpdate = about.thisUpdate.getTime()
  const nextUpdate = about.nextUpdate?.getTime() ?? thisUpdate + withoutNext
  if (!isCurrent(thisUpdate, nextUpdate, now)) throw new Error('An answer of another time')
  return { status: statusOf(about), nextUpdate }
}
