import { openssl } from './openssl.ts'
import type { Issued, Workshop } from './workshop.ts'

export interface CmsOptions {
  /** The content stays outside, as a clear-signed message has it. */
  readonly detached?: boolean
  readonly hash?: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'
  /** Left out: the attributes, so that the content itself is signed; the signer's certificate. */
  readonly without?: readonly ('attributes' | 'certificates')[]
  readonly pss?: boolean
  /** Names the signer by its subject key identifier. */
  readonly byKeyIdentifier?: boolean
  /** Further certificates that come along. */
  readonly along?: readonly Issued[]
  /** Written piece by piece with indefinite lengths: BER, which is no DER. */
  readonly indefinite?: boolean
}

/** A CMS container by the openssl command over canonical content. */
export const signCms = (
  workshop: Workshop,
  content: Uint8Array,
  signers: readonly Issued[],
  options: CmsOptions = {},
): Buffer => {
  const { without = [], along = [] } = options
  const certfile = workshop.file('pem', along.map(({ pem }) => pem).join(''))
  return openssl(
    [
      ...['cms', '-sign', '-binary', '-outform', 'DER', '-md', options.hash ?? 'sha256'],
      ...(options.detached === true ? [] : ['-nodetach']),
      ...(options.indefinite === true ? ['-stream'] : ['-noindef']),
      ...(without.includes('attributes') ? ['-noattr'] : []),
      ...(without.includes('certificates') ? ['-nocerts'] : []),
      ...(options.byKeyIdentifier === true ? ['-keyid'] : []),
      ...(along.length === 0 ? [] : ['-certfile', certfile]),
      ...signers.flatMap((signer) => [
        ...['-signer', signer.file, '-inkey', signer.key.file],
        ...(options.pss === true ? ['-keyopt', 'rsa_padding_mode:pss'] : []),
      ]),
    ],
    content,
  )
}

/** A CMS container that only its recipient can open. */
export const encryptCms = (content: Uint8Array, recipient: Issued): Buffer =>
  openssl(['cms', '-encrypt', '-binary', '-aes-256-cbc', '-outform', 'DER', recipient.file], content)

/** A PKCS#7 container of certificates alone, as a `.p7b` file and the directory have it. */
export const bundle = (workshop: Workshop, certificates: readonly Issued[], form: 'DER' | 'PEM' = 'DER'): Buffer =>
  openssl([
    ...['crl2pkcs7', '-nocrl', '-outform', form],
    ...['-certfile', workshop.file('pem', certificates.map(({ pem }) => pem).join(''))],
  ])
