import { hash } from '../model/random.ts'

/** What becomes of a search for somebody's certificate, and how many of a hundred it happens to. */
const shares = {
  usable: 57,
  /** Ends within 90 days. */
  expiring: 9,
  expired: 6,
  notYetValid: 1,
  /** Says another's address. */
  wrongAddress: 3,
  /** May sign, and nothing more. */
  signingOnly: 4,
  selfSigned: 2,
  /** Under a root that is not the tenant's. */
  strangerIssuer: 3,
  /** RSA with 1024 bits, SHA-1. */
  weak: 2,
  /** The message was changed after it had been signed. */
  altered: 1,
  encryptedOnly: 1,
  /** Signed, without the signer's certificate in it. */
  withoutCertificate: 1,
  /** Writes, and never signs. */
  unsigned: 7,
  /** Never wrote. */
  empty: 2,
  /** On a server of the house, or without a plan for mail. */
  noMailbox: 1,
} as const satisfies Readonly<Record<string, number>>

export type MailFate = keyof typeof shares
export const mailFates = Object.keys(shares) as [MailFate, ...MailFate[]]

const draw: readonly MailFate[] = mailFates.flatMap((fate) => Array<MailFate>(shares[fate]).fill(fate))

export const usualFate = (seed: number, index: number): MailFate =>
  draw[hash(seed, 0x5e4d, index) % draw.length] ?? 'usable'
