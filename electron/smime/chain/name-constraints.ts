import { AsnConvert } from '@peculiar/asn1-schema'
import { type GeneralName, NameConstraints, SubjectAlternativeName } from '@peculiar/asn1-x509'
import type { ParsedCertificate } from '../certificate.ts'
import { extensionOid } from '../certificate-extensions.ts'
import { comparableDomain, mailAddress } from '../mail-address.ts'
import { comparableParts } from './names.ts'

/** Comparisons in one path: names times constraints multiply. Beyond it the name counts as forbidden. */
const mostComparisons = 50_000

/** Names of a certificate by kind; `other` are those whose constraints are not processed here. */
interface NamesByKind {
  readonly directory: readonly (readonly string[])[]
  readonly mail: readonly string[]
  readonly dns: readonly string[]
  readonly other: ReadonlySet<string>
}

/** The one alternative of the choice that it is. */
const kindOf = (name: GeneralName): string =>
  Object.entries(name).find(([, value]) => value !== undefined)?.[0] ?? 'unknown'

const processed: ReadonlySet<string> = new Set(['rfc822Name', 'directoryName', 'dNSName'])

const partsOf = (name: GeneralName['directoryName']): readonly string[] =>
  name === undefined ? [] : comparableParts(new Uint8Array(AsnConvert.serialize(name)))

const namesByKind = (certificate: ParsedCertificate): NamesByKind => {
  const extension = certificate.extensions.get(extensionOid.subjectAltName)
  const names = extension === undefined ? [] : [...AsnConvert.parse(extension.value, SubjectAlternativeName)]
  const subject = comparableParts(Buffer.from(certificate.subjectDer, 'hex'))
  return {
    // RFC 5280, 4.2.1.10: an empty subject is no name that could be forbidden.
    directory: [
      ...(subject.length === 0 ? [] : [subject]),
      ...names.filter((name) => name.directoryName !== undefined).map((name) => partsOf(name.directoryName)),
    ],
    // RFC 5280 constrains the subject's address only where there is no SAN; OpenSSL always, and so does this: an
    // address that counts in our check of addresses must not slip past the authority's limits.
    mail: [...certificate.addresses.san, ...certificate.addresses.subject],
    dns: names.flatMap(({ dNSName }) => (dNSName === undefined ? [] : [dNSName.toLowerCase()])),
    other: new Set(names.map(kindOf).filter((kind) => !processed.has(kind))),
  }
}

const within = (host: string, base: string): boolean => host === base || host.endsWith(`.${base}`)

/** RFC 5280, 4.2.1.10: a mailbox, a host (all its mailboxes), or `.domain` (all hosts below it). */
const mailWithin = (written: string, base: string): boolean => {
  const address = mailAddress(written)
  if (address === null) return false
  const mailbox = mailAddress(base)
  if (mailbox !== null) return mailbox.domain === address.domain && mailbox.local === address.local
  const domain = comparableDomain(base)
  return domain.startsWith('.') ? address.domain.endsWith(domain) : address.domain === domain || domain === ''
}

type Matching = readonly [names: number, matches: (base: GeneralName, at: number) => boolean]

/** For a kind of constraint: how many names of that kind there are, and whether one is within a base. */
const matchings = (names: NamesByKind): Readonly<Record<string, Matching>> => ({
  rfc822Name: [names.mail.length, (base, at) => mailWithin(names.mail[at] ?? '', base.rfc822Name ?? '')],
  dNSName: [
    names.dns.length,
    (base, at) =>
      base.dNSName === '' || within(names.dns[at] ?? '', (base.dNSName ?? '').toLowerCase().replace(/^\./, '')),
  ],
  directoryName: [
    names.directory.length,
    (base, at) => partsOf(base.directoryName).every((part, index) => names.directory[at]?.[index] === part),
  ],
})

class Comparisons {
  #left = mostComparisons
  /** Whether so many more may be made. */
  spend(count: number): boolean {
    this.#left -= count
    return this.#left >= 0
  }
}

const allows = (constraints: NameConstraints, names: NamesByKind, comparisons: Comparisons): boolean => {
  const byKind = matchings(names)
  const permitted = Map.groupBy(constraints.permittedSubtrees ?? [], ({ base }) => kindOf(base))
  const excluded = Map.groupBy(constraints.excludedSubtrees ?? [], ({ base }) => kindOf(base))
  for (const kind of new Set([...permitted.keys(), ...excluded.keys()])) {
    const matching = byKind[kind]
    if (matching === undefined) {
      // RFC 5280, 6.1: a kind that cannot be processed forbids only certificates that have such a name.
      if (names.other.has(kind)) return false
      continue
    }
    const [count, matches] = matching
    const may = permitted.get(kind)
    const mayNot = excluded.get(kind) ?? []
    if (!comparisons.spend(count * (mayNot.length + (may?.length ?? 0)))) return false
    for (let at = 0; at < count; at += 1) {
      if (mayNot.some(({ base }) => matches(base, at))) return false
      if (may !== undefined && !may.some(({ base }) => matches(base, at))) return false
    }
  }
  return true
}

/** Distances other than 'all below' are outside RFC 5280; what asks for them cannot be judged and forbids. */
const judgeable = ({ permittedSubtrees, excludedSubtrees }: NameConstraints): boolean =>
  [...(permittedSubtrees ?? []), ...(excludedSubtrees ?? [])].every(
    ({ minimum, maximum }) => minimum === 0 && maximum === undefined,
  )

const constraintsOf = (certificate: ParsedCertificate): NameConstraints | null => {
  const extension = certificate.extensions.get(extensionOid.nameConstraints)
  return extension === undefined ? null : AsnConvert.parse(extension.value, NameConstraints)
}

/** Which certificates of a path (holder first) have a name that an authority above them does not allow. */
export const forbiddenNames = (
  path: readonly ParsedCertificate[],
  isSelfIssued: (certificate: ParsedCertificate) => boolean,
): ReadonlySet<number> => {
  const forbidden = new Set<number>()
  const comparisons = new Comparisons()
  path.forEach((authority, above) => {
    if (above === 0 || !authority.extensions.has(extensionOid.nameConstraints)) return
    try {
      const constraints = constraintsOf(authority)
      if (constraints === null) return
      for (let at = 0; at < above; at += 1) {
        const one = path[at]
        // RFC 5280, 6.1.3 (b): a self-issued certificate between is a change of key, not another name.
        if (one === undefined || (at > 0 && isSelfIssued(one))) continue
        if (!judgeable(constraints) || !allows(constraints, namesByKind(one), comparisons)) forbidden.add(at)
      }
    } catch {
      forbidden.add(above - 1)
    }
  })
  return forbidden
}
