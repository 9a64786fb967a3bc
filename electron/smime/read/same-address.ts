import { domainToASCII } from 'node:url'

/** Exchange tells no mailboxes apart by case; a domain may be written in Unicode or as an A-label. */
const comparable = (address: string): string => {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase()
}

export const sameAddress = (one: string, other: string): boolean => comparable(one) === comparable(other)
