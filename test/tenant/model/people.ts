import { type Ids, refOf } from './ids.ts'
import { RegionOrder, Spread } from './layout.ts'
import { notable } from './notable.ts'
import { chanceOf, fullStep, hash, Random } from './random.ts'
import type { License, UserRecord } from './records.ts'
import type { Region } from './regions.ts'
import { departmentDraw, licenseSets, licenseWithoutMailbox, noLicense, titlesOf } from './work.ts'

/** Why an account exists. Only the first kind qualifies: licensed and with a mail address. */
export type Standing = 'licensed' | 'guest' | 'shared' | 'licensedWithoutMail' | 'room' | 'former' | 'service'

const others: readonly Standing[] = [
  ...(['guest', 'shared', 'licensedWithoutMail', 'room', 'former', 'service'] as const),
  ...(['guest', 'shared', 'guest', 'former', 'guest', 'shared'] as const),
]
/** About eight in a hundred accounts do not qualify, and at least one of each kind exists. */
const othersFor = (users: number) => (users === 0 ? 0 : Math.max(6, Math.round(users * 0.08)))

const firstHire = Date.UTC(2009, 0, 5)
const hireSpan = Date.UTC(2026, 5, 1) - firstHire

/** Everybody of the tenant. A person is a pure function of seed and index: nothing is stored, any size starts at once. */
export class People {
  readonly count: number
  readonly #seed: number
  readonly #domain: string
  readonly #ids: Ids
  readonly #spread: Spread
  readonly #order: RegionOrder
  readonly #licensed: number
  readonly #steps = new Map<Region, number>()

  constructor(seed: number, licensed: number, domain: string, ids: Ids) {
    this.#seed = seed
    this.#domain = domain
    this.#ids = ids
    this.#licensed = licensed
    this.#spread = new Spread(licensed, othersFor(licensed))
    this.#order = new RegionOrder(seed)
    this.count = this.#spread.total
  }

  standing(index: number): Standing {
    if (!this.#spread.isExtra(index)) return 'licensed'
    return others[this.#spread.rank(index) % others.length] ?? 'guest'
  }

  /** Index of the n-th person who qualifies. */
  licensedAt(rank: number): number {
    return this.#spread.indexOfMain(rank)
  }

  /** The properties that filters ask for most, without making the whole person. */
  enabled(index: number): boolean {
    const standing = this.standing(index)
    if (standing === 'shared' || standing === 'room' || standing === 'former') return false
    return !chanceOf(hash(this.#seed, 0xe7ab, index), 0.021)
  }

  licenses(index: number): readonly License[] {
    const standing = this.standing(index)
    if (standing === 'licensedWithoutMail') return licenseWithoutMailbox
    if (standing !== 'licensed') return noLicense
    return licenseSets[hash(this.#seed, 0x11ce, index) % licenseSets.length] ?? licenseSets[0]
  }

  userType(index: number): 'Member' | 'Guest' {
    const standing = this.standing(index)
    if (standing === 'licensed') return this.#licensedGuest(index) ? 'Guest' : 'Member'
    return standing === 'guest' ? 'Guest' : 'Member'
  }

  hasMail(index: number): boolean {
    const standing = this.standing(index)
    return standing !== 'licensedWithoutMail' && standing !== 'service' && standing !== 'former'
  }

  /** A partner who works in the house and was given a licence. */
  #licensedGuest(index: number): boolean {
    return this.#spread.rank(index) >= notable.length && chanceOf(hash(this.#seed, 0x6e57, index), 0.006)
  }

  make(index: number): UserRecord {
    const standing = this.standing(index)
    const rank = this.#spread.rank(index)
    const usual = this.#usual(index, standing === 'licensed' ? rank : this.#licensed + rank, standing)
    const special = standing === 'licensed' ? notable[rank] : undefined
    return special === undefined ? usual : { ...usual, ...special(this.#domain, usual) }
  }

  #usual(index: number, rank: number, standing: Standing): UserRecord {
    const r = new Random(this.#seed, 0x9e09, index)
    const { region, ordinal } = this.#order.at(rank)
    const { given, family, local } = this.#name(region, ordinal)
    const guest = this.userType(index) === 'Guest'
    const account = this.#account(standing, guest, local, index)
    const place = r.pick(region.places)
    const department = r.chance(0.013) ? null : r.pick(departmentDraw)
    const person = standing !== 'shared' && standing !== 'room' && standing !== 'service'
    const shown = region.familyFirst ? `${family} ${given}` : `${given} ${family}`
    return {
      id: this.#ids.of(refOf('user', index)),
      accountEnabled: this.enabled(index),
      assignedLicenses: this.licenses(index),
      businessPhones: phones(r, region.dial),
      city: place.city,
      companyName: guest ? 'Partner Spedition KG' : region.company,
      country: region.country,
      createdDateTime: `${new Date(firstHire + r.int(1_000_000) * (hireSpan / 1_000_000)).toISOString().slice(0, 19)}Z`,
      department: person ? department : null,
      displayName: account.displayName ?? (r.chance(0.003) ? `${shown} 🚢` : shown),
      employeeId: guest ? null : String(100_000 + index),
      givenName: person ? given : null,
      jobTitle: r.chance(0.03) || !person ? null : r.pick(titlesOf(department, region.usage)),
      mail: this.hasMail(index) ? account.mail : null,
      mailNickname: local,
      mobilePhone: r.chance(0.29) ? null : `${region.dial} 17${r.int(10)} ${1_000_000 + r.int(8_999_999)}`,
      officeLocation: r.chance(0.05) ? null : `${region.usage}-${1 + r.int(9)}.${String(r.int(60)).padStart(2, '0')}`,
      onPremisesSyncEnabled: guest ? null : true,
      otherMails: [],
      postalCode: place.postalCode,
      preferredLanguage: region.language,
      proxyAddresses: this.hasMail(index) ? this.#proxyAddresses(account.mail, local, index) : [],
      streetAddress: r.chance(0.02) ? null : place.street,
      surname: person ? family : null,
      usageLocation: region.usage,
      userPrincipalName: account.upn,
      userType: guest ? 'Guest' : 'Member',
    }
  }

  /** Every pair of names once, then again with a number in the address, as in a company of that size. */
  #name(region: Region, ordinal: number) {
    const pairs = region.given.length * region.family.length
    const pair = (ordinal * this.#stepOf(region, pairs) + this.#seed) % pairs
    const given = region.given[pair % region.given.length]
    const family = region.family[Math.floor(pair / region.given.length)]
    if (given === undefined || family === undefined) throw new Error(`No names for ${region.country}`)
    const repeat = Math.floor(ordinal / pairs)
    const local = `${given.latin}.${family.latin}${repeat === 0 ? '' : repeat + 1}`
    return { given: given.shown, family: family.shown, local }
  }

  #stepOf(region: Region, pairs: number): number {
    const known = this.#steps.get(region)
    if (known !== undefined) return known
    const step = fullStep(pairs, Math.floor(pairs * 0.618))
    this.#steps.set(region, step)
    return step
  }

  /** Every third person has an address from before, and most of those one of the house's own mail server. */
  #proxyAddresses(mail: string, local: string, index: number): readonly string[] {
    const draw = hash(this.#seed, 0x9407, index)
    if (!chanceOf(draw, 0.33)) return [`SMTP:${mail}`]
    const former = `smtp:${local}@alt.${this.#domain}`
    if (!chanceOf(draw, 0.25)) return [`SMTP:${mail}`, former]
    const place = '/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients'
    return [`SMTP:${mail}`, former, `X500:${place}/cn=${draw.toString(16)}-${local}`]
  }

  #account(standing: Standing, guest: boolean, local: string, index: number) {
    const number = String(index).padStart(4, '0')
    const at = (name: string, displayName?: string) => {
      const mail = `${name}@${this.#domain}`
      return { mail, upn: mail, displayName }
    }
    if (guest) {
      const outside = `${local}@partner.example`
      return { mail: outside, upn: `${outside.replace('@', '_')}#EXT#@${this.#domain}`, displayName: undefined }
    }
    if (standing === 'shared') return at(`postfach-${number}`, `Postfach ${number}`)
    if (standing === 'room') return at(`raum-${number}`, `Besprechungsraum ${number}`)
    if (standing === 'service') return at(`svc-${number}`, `Service Account ${number}`)
    const draw = hash(this.#seed, 0xadd2, index)
    if (chanceOf(draw, 0.015))
      return { mail: `${local}@${this.#domain}`, upn: `u${number}@${this.#domain}`, displayName: undefined }
    if (chanceOf(draw, 0.04)) return { ...at(local), mail: `${capitals(local)}@${this.#domain}` }
    return at(local)
  }
}

const capitals = (local: string) => local.replace(/(^|[.-])[a-z]/g, (found) => found.toUpperCase())

const phones = (r: Random, dial: string): readonly string[] => {
  const one = () => `${dial} ${20 + r.int(70)} ${100 + r.int(899)}-${1000 + r.int(8999)}`
  const draw = r.int(100)
  if (draw < 6) return []
  return draw < 9 ? [one(), one()] : [one()]
}
