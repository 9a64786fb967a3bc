export const keySizes = [3_072, 4_096] as const
export const validities = [6, 12, 24] as const

/** How a certificate is to be made. */
export interface CertificateWish {
  readonly keyBits: (typeof keySizes)[number]
  /** Validity; app-management policies of a tenant may allow less. */
  readonly months: (typeof validities)[number]
}
export const usualCertificate: CertificateWish = { keyBits: 3_072, months: 12 }
