import { domainToASCII } from 'node:url'

export interface MailAddress {
  /** As written, in Unicode's composed form. */
  readonly local: string
  /** Lower case, A-labels. */
  readonly domain: string
}

/** RFC 8398, 5 compares domains by their A-labels. What is ASCII is left alone: the function would decode `%65` in it. */
export const comparableDomain = (domain: string): string => {
  const plain = domain.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins at the control characters.
  if (/^[\x00-\x7f]*$/.test(plain) || plain.includes('%')) return plain
  return domainToASCII(plain) || plain
}

/** null where it is no address. The last @ divides: a quoted local part may hold another. */
export const mailAddress = (written: string): MailAddress | null => {
  const at = written.lastIndexOf('@')
  if (at <= 0 || at === written.length - 1) return null
  return { local: written.slice(0, at).normalize('NFC'), domain: comparableDomain(written.slice(at + 1)) }
}

/**
 * One form of an address for comparison. RFC 5280, 7.5 and RFC 8398, 5 compare the local part byte for byte, because it
 * is the receiving server alone that knows what it means. Here that server is Exchange, which delivers without regard
 * to case, and RFC 8550, 3 leaves the comparison with the user's addresses to the agent: so case counts in neither part.
 */
export const comparableAddress = (written: string): string | null => {
  const address = mailAddress(written)
  return address && `${address.local.toLowerCase()}@${address.domain}`
}
