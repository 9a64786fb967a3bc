import { join } from 'node:path'
import { openssl } from './openssl.ts'

const rsa = (bits: number, more: readonly string[] = []) => ['RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`, ...more]
const curve = (name: string) => ['EC', '-pkeyopt', `ec_paramgen_curve:${name}`, '-pkeyopt', 'ec_param_enc:named_curve']

const algorithms = {
  /** As was broken in 2009. */
  rsa768: rsa(768),
  rsa1024: rsa(1_024),
  rsa2048: rsa(2_048),
  rsa3072: rsa(3_072),
  rsa4096: rsa(4_096),
  /** With the public exponent 3. */
  rsa2048e3: rsa(2_048, ['-pkeyopt', 'rsa_keygen_pubexp:3']),
  /** A key that is for RSA-PSS alone. */
  pss2048: ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  /** The same, bound to SHA-256. */
  pss2048sha256: [
    ...['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_pss_keygen_md:sha256'],
    ...['-pkeyopt', 'rsa_pss_keygen_mgf1_md:sha256', '-pkeyopt', 'rsa_pss_keygen_saltlen:32'],
  ],
  p224: curve('P-224'),
  p256: curve('P-256'),
  p384: curve('P-384'),
  p521: curve('P-521'),
  secp256k1: curve('secp256k1'),
  brainpool256: curve('brainpoolP256r1'),
  brainpool384: curve('brainpoolP384r1'),
  brainpool512: curve('brainpoolP512r1'),
  ed25519: ['ED25519'],
  ed448: ['ED448'],
} satisfies Readonly<Record<string, readonly string[]>>

export type KeyKind = keyof typeof algorithms
export const keyKinds = Object.keys(algorithms) as readonly KeyKind[]

export interface Key {
  readonly kind: KeyKind
  /** PKCS#8, PEM. */
  readonly file: string
  /** A request signed with it, of which `openssl ca` makes certificates with any subject. */
  readonly request: string
}

/** Its signature has a hash of its own, so that none may be named. */
export const hasOwnHash = ({ kind }: Pick<Key, 'kind'>): boolean => kind === 'ed25519' || kind === 'ed448'

export const makeKey = (folder: string, kind: KeyKind, label: string): Key => {
  const file = join(folder, `${label}.key.pem`)
  const request = join(folder, `${label}.csr.pem`)
  openssl(['genpkey', '-algorithm', ...algorithms[kind], '-out', file])
  openssl(['req', '-new', '-key', file, '-subj', '/CN=request', '-out', request])
  return { kind, file, request }
}
