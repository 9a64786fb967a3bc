import { AsnConvert } from '@peculiar/asn1-schema'
import { type GeneralName, type GeneralSubtree, NameConstraints } from '@peculiar/asn1-x509'
import type { ParsedCertificate } from '../certificate.ts'
import { extensionOid } from '../certificate-extensions.ts'
import { comparableDomain, type MailAddress, mailAddress } from '../mail-address.ts'
import { kindOf, type NamesByKind, namesByKind, partsOf } from './name-kinds.ts'
import { isSelfIssued } from './names.ts'
import type { Work } from './work.ts'

/** Whether the certificate's name of that kind at an index is within one subtree. */
type Matches = (names: NamesByKind, at: number) => boolean

interface Subtrees {
  /** Any of them will do; absent where the kind is not limited to some. */
  readonly permitted?: readonly Matches[]
  readonly excluded: readonly Matches[]
}
/** By kind of name; null where they cannot be judged. */
type Constraints = ReadonlyMap<string, Subtrees> | null

/** RFC 5280, 4.2.1.10: a mailbox, a host (all its mailboxes), or `.domain` (all hosts below it). */
const mailWithin = (base: string): ((address: MailAddress) => boolean) => {
  const mailbox = mailAddress(base)
  if (mailbox !== null) {
    // Case counts as little as in the check of addresses, or `ADA@` would be Ada's and yet not what is excluded.
    const local = mailbox.local.toLowerCase()
    return (address) => address.domain === mailbox.domain && address.local.toLowerCase() === local
  }
  const domain = comparableDomain(base)
  if (domain === '') return () => true
  return domain.startsWith('.') ? (address) => address.domain.endsWith(domain) : (address) => address.domain === domain
}

const matchesOf = (base: GeneralName): Matches => {
  if (base.rfc822Name !== undefined) {
    const within = mailWithin(base.rfc822Name)
    return ({ rfc822Name }, at) => within(rfc822Name[at] ?? { local: '', domain: '' })
  }
  if (base.dNSName !== undefined) {
    const host = base.dNSName.toLowerCase().replace(/^\./, '')
    return ({ dNSName }, at) => host === '' || dNSName[at] === host || dNSName[at]?.endsWith(`.${host}`) === true
  }
  const parts = partsOf(base.directoryName)
  return ({ directoryName }, at) => parts.every((part, index) => directoryName[at]?.[index] === part)
}

/** Distances other than 'all below' are outside RFC 5280; what asks for them cannot be judged. */
const isPlain = ({ minimum, maximum }: GeneralSubtree): boolean => minimum === 0 && maximum === undefined

const read = (value: Uint8Array): Constraints => {
  const { permittedSubtrees = [], excludedSubtrees = [] } = AsnConvert.parse(value, NameConstraints)
  if (![...permittedSubtrees, ...excludedSubtrees].every(isPlain)) return null
  const permitted = Map.groupBy(permittedSubtrees, ({ base }) => kindOf(base))
  const excluded = Map.groupBy(excludedSubtrees, ({ base }) => kindOf(base))
  const kinds = [...new Set([...permitted.keys(), ...excluded.keys()])]
  return new Map(
    kinds.map((kind) => {
      const may = permitted.get(kind)?.map(({ base }) => matchesOf(base))
      const mayNot = (excluded.get(kind) ?? []).map(({ base }) => matchesOf(base))
      return [kind, { excluded: mayNot, ...(may === undefined ? {} : { permitted: may }) }]
    }),
  )
}

const known = new WeakMap<ParsedCertificate, Constraints>()

/** Read once: an authority may be in many ways to a root. */
const constraintsOf = (authority: ParsedCertificate, value: Uint8Array): Constraints => {
  const before = known.get(authority)
  if (before !== undefined) return before
  let constraints: Constraints = null
  try {
    constraints = read(value)
  } catch {
    // Limits that cannot be read allow nothing.
  }
  known.set(authority, constraints)
  return constraints
}

const allows = (constraints: Constraints, certificate: ParsedCertificate, work: Work): boolean => {
  if (constraints === null) return false
  const names = namesByKind(certificate)
  const { directoryName, rfc822Name, dNSName } = names
  const counts: Readonly<Record<string, number>> = {
    directoryName: directoryName.length,
    rfc822Name: rfc822Name.length,
    dNSName: dNSName.length,
  }
  for (const [kind, { permitted, excluded }] of constraints) {
    // RFC 5280, 6.1: a kind that is not processed here forbids only certificates that have such a name.
    if (names.others.has(kind)) return false
    const count = counts[kind] ?? 0
    if (!work.mayCompare(count * (excluded.length + (permitted?.length ?? 0)))) return false
    for (let at = 0; at < count; at += 1) {
      if (excluded.some((matches) => matches(names, at))) return false
      if (permitted !== undefined && !permitted.some((matches) => matches(names, at))) return false
    }
  }
  return true
}

const allowed = (constraints: Constraints, certificate: ParsedCertificate, work: Work): boolean => {
  try {
    return allows(constraints, certificate, work)
  } catch {
    return false
  }
}

/** Which certificates of a path (holder first) have a name that an authority above them does not allow. */
export const forbiddenNames = (path: readonly ParsedCertificate[], work: Work): ReadonlySet<number> => {
  const forbidden = new Set<number>()
  for (const [above, authority] of path.entries()) {
    const extension = authority.extensions.get(extensionOid.nameConstraints)
    if (above === 0 || extension === undefined) continue
    const constraints = constraintsOf(authority, extension.value)
    for (const [at, one] of path.slice(0, above).entries()) {
      // RFC 5280, 6.1.3 (b): a self-issued certificate between is a change of key, not another name.
      if (at > 0 && isSelfIssued(one)) continue
      if (!allowed(constraints, one, work)) forbidden.add(at)
    }
  }
  return forbidden
}
