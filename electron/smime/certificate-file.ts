/** PKCS#7 with certificates and nothing signed (RFC 5652, 5.2; RFC 8551, 3.8), each as it stands. */
const certsOnly = (certificates: readonly Uint8Array[]): Buffer => {
  const version = Buffer.from([0x02, 0x01, 0x01])
  const noAlgorithms = Buffer.from([0x31, 0x00])
  const noSigners = Buffer.from([0x31, 0x00])
  const content = tlv(0x30, data)
  const signed = tlv(0x30, version, noAlgorithms, content, tlv(0xa0, ...certificates), noSigners)
  return tlv(0x30, signedData, tlv(0xa0, signed))
}

/** 1.2.840.113549.1.7.1 and .2 */
const data = Buffer.from('06092a864886f70d010701', 'hex')
const signedData = Buffer.from('06092a864886f70d010702', 'hex')

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

const pemText = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

export type CertificateFormat = 'cer' | 'pem' | 'p7b'

/** A certificate as a file: DER, PEM, or with the chain it was proven by. */
export const certificateFile = (
  { der, chain }: { readonly der: Uint8Array; readonly chain: readonly Uint8Array[] },
  format: CertificateFormat,
): Buffer | string => {
  if (format === 'cer') return Buffer.from(der)
  if (format === 'pem') return pemText(der)
  const others = chain.filter((one) => Buffer.compare(one, der) !== 0)
  return certsOnly([der, ...others])
}
