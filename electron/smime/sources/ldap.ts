import { AndFilter, Client, EqualityFilter, InvalidCredentialsError, OrFilter, PresenceFilter } from 'ldapts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { abortError } from '../../cloud/deadline.ts'
import { networkError } from '../../cloud/network-errors.ts'
import type { Material } from '../material.ts'
import { type Asked, type Delivery, delivery, type Source } from './source.ts'

/** Directories give binary attributes with or without the option that asks for it. */
const attributes = ['userSMIMECertificate;binary', 'userCertificate;binary', 'userSMIMECertificate', 'userCertificate']
const patience = 15_000
/** Of one user; more only lengthen the search. */
const mostAddresses = 50
/** One address is one person's; more entries than that are looked at in case it is not. */
const mostEntries = 5

export interface LdapAccess {
  /** ldaps://host[:port] */
  readonly url: string
  readonly baseDn: string
  /** Empty for an anonymous bind. */
  readonly bindDn: string
  readonly password: string
}

interface Needs {
  /** Null while no server is entered. @throws AppError of the keychain */
  readonly access: () => Promise<LdapAccess | null>
  /** PEM of the authorities that the server's certificate may come from. */
  readonly authorities: () => readonly string[]
}

/** The customer's own directory, by LDAP over TLS and nothing else: a connection for each lookup, over when it is answered. */
export class LdapSource implements Source {
  readonly source = 'ldap'
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  first(): Readonly<Record<string, string>> {
    return {}
  }

  async find({ person, judge }: Asked, signal: AbortSignal): Promise<Delivery> {
    const access = await this.#needs.access()
    if (access === null) return delivery('notAvailable', 'notConfigured')
    if (person.addresses.length === 0) return delivery('none', 'noEntry')
    // A name without a password would be let in as nobody (RFC 4513, 5.1.2), and find nothing.
    if (access.bindDn !== '' && access.password === '') return delivery('notPermitted', 'bindRefused')
    const roundTrips = access.bindDn === '' ? 1 : 2
    const found = await this.#search(access, person.addresses, signal)
    if (found === null) return delivery('notPermitted', 'bindRefused', { roundTrips: 1 })
    if (found.length === 0) return delivery('none', 'noEntry', { roundTrips })
    const material = found.map((bytes): Material => ({ source: 'ldap', kind: 'any', bytes, messageAt: null }))
    return delivery('found', 'entry', { judgement: await judge(material), roundTrips })
  }

  /** Null where the server refuses name or password. */
  async #search(access: LdapAccess, addresses: readonly string[], signal: AbortSignal): Promise<Uint8Array[] | null> {
    const { url, baseDn, bindDn, password } = access
    const client = new Client({
      url,
      timeout: patience,
      connectTimeout: patience,
      tlsOptions: { ca: [...this.#needs.authorities()], minVersion: 'TLSv1.2' },
    })
    const end = () => void client.unbind().catch(() => undefined)
    if (signal.aborted) throw abortError(signal)
    signal.addEventListener('abort', end, { once: true })
    try {
      if (bindDn !== '') await client.bind(bindDn, password)
      const { searchEntries } = await client.search(baseDn, {
        scope: 'sub',
        filter: filterOf(addresses),
        attributes,
        explicitBufferAttributes: attributes,
        sizeLimit: mostEntries,
        timeLimit: patience / 1_000,
      })
      return eachOnce(searchEntries.flatMap((entry) => attributes.flatMap((name) => valuesOf(entry[name]))))
    } catch (error) {
      if (signal.aborted) throw abortError(signal)
      if (error instanceof InvalidCredentialsError) return null
      throw faultOf(error, url)
    } finally {
      signal.removeEventListener('abort', end)
      end()
    }
  }
}

/** Built of parts, so that no address can end the filter and begin another. */
const filterOf = (addresses: readonly string[]): AndFilter =>
  new AndFilter({
    filters: [
      new OrFilter({ filters: attributes.slice(2).map((attribute) => new PresenceFilter({ attribute })) }),
      new OrFilter({
        filters: addresses.slice(0, mostAddresses).flatMap((value) => [
          new EqualityFilter({ attribute: 'mail', value }),
          // Active Directory compares without regard to case, so one form of the prefix will do.
          new EqualityFilter({ attribute: 'proxyAddresses', value: `smtp:${value}` }),
        ]),
      }),
    ],
  })

const valuesOf = (value: unknown): Uint8Array[] =>
  [value].flat().filter((one): one is Uint8Array => one instanceof Uint8Array && one.length > 0)

/** A directory may give the same value under both names. */
const eachOnce = (values: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(values.map((value) => [Buffer.from(value).toString('base64'), value])).values(),
]

/** What the server said is named by its code alone: its words can hold names. */
const faultOf = (error: unknown, url: string): AppError => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (typeof code !== 'number') return networkError(error, url)
  return new AppError('ldap_refused', { host: new URL(url).host, ldapCode: String(code) }, { cause: error })
}
