import { type Ids, refOf } from './ids.ts'
import { Spread } from './layout.ts'
import { hash, Random } from './random.ts'
import type { GroupRecord } from './records.ts'
import { latinOf } from './regions.ts'
import { departments } from './work.ts'

export type GroupSort = 'security' | 'mailSecurity' | 'microsoft365' | 'distribution'

/** What sets the first groups of every tenant apart. The rest are ordinary. */
export type Role = 'everyone' | 'empty' | 'hidden' | 'nestA' | 'nestB' | 'nestC' | 'nestD' | 'mixed' | 'ordinary'

interface Special {
  readonly role: Role
  readonly name: string
  readonly sort: GroupSort
  readonly rule?: string
}

/** The nested ones hold each other in a circle: A > B > C > D > A. */
const specials: readonly Special[] = [
  {
    role: 'everyone',
    name: 'Alle Mitarbeitenden',
    sort: 'security',
    rule: '(user.accountEnabled -eq true) and (user.userType -eq "Member")',
  },
  { role: 'nestA', name: 'Zugang Standorte', sort: 'security' },
  { role: 'nestB', name: 'Zugang Standorte Nord', sort: 'security' },
  { role: 'nestC', name: 'Zugang Hamburg', sort: 'security' },
  { role: 'nestD', name: 'Zugang Hamburg, Terminal 3', sort: 'security' },
  { role: 'mixed', name: 'Netzwerkgeräte & Dienste', sort: 'security' },
  { role: 'empty', name: 'Projekt Morgenröte (noch leer)', sort: 'microsoft365' },
  { role: 'hidden', name: 'Betriebsrat – vertraulich', sort: 'microsoft365' },
]

const topics = [
  'Team',
  'Projekt',
  'Zugriff',
  'VPN',
  'Lizenz E3',
  'Schicht',
  'Freigabe',
  'Read-only',
  '連絡',
  'Équipe',
] as const
const sites = [
  'Hamburg',
  'München',
  'Łódź',
  'İstanbul',
  '東京',
  'São Paulo',
  'Leeds',
  'Lyon',
  'Київ',
  'دبي',
  'Köln',
] as const

/** Of a hundred ordinary groups that qualify: 46 security, 12 mail-enabled security, 42 Microsoft 365. */
const sortOf = (draw: number): GroupSort => (draw < 46 ? 'security' : draw < 58 ? 'mailSecurity' : 'microsoft365')

/** All groups of the tenant, each a pure function of seed and index. About six in a hundred more are distribution lists. */
export class Groups {
  readonly count: number
  readonly #seed: number
  readonly #domain: string
  readonly #ids: Ids
  readonly #spread: Spread

  constructor(seed: number, qualifying: number, domain: string, ids: Ids) {
    this.#seed = seed
    this.#domain = domain
    this.#ids = ids
    this.#spread = new Spread(qualifying, qualifying === 0 ? 0 : Math.max(2, Math.round(qualifying * 0.06)))
    this.count = this.#spread.total
  }

  role(index: number): Role {
    return this.#special(index)?.role ?? 'ordinary'
  }

  sort(index: number): GroupSort {
    if (this.#spread.isExtra(index)) return 'distribution'
    return this.#special(index)?.sort ?? sortOf(hash(this.#seed, 0x50f7, index) % 100)
  }

  /** Index of the n-th group that qualifies. */
  qualifyingAt(rank: number): number {
    return this.#spread.indexOfMain(rank)
  }

  #special(index: number): Special | undefined {
    return this.#spread.isExtra(index) ? undefined : specials[this.#spread.rank(index)]
  }

  make(index: number): GroupRecord {
    const r = new Random(this.#seed, 0x6709, index)
    const special = this.#special(index)
    const sort = this.sort(index)
    const department = r.pick(departments)
    const displayName = special?.name ?? ordinaryName(r, sort, department)
    const rule = special === undefined ? ordinaryRule(r, sort, department) : (special.rule ?? null)
    const unified = sort === 'microsoft365'
    const mailEnabled = sort !== 'security'
    const mailNickname = `${latinOf(displayName).slice(0, 40) || 'group'}-${index}`
    const mail = mailEnabled ? `${mailNickname}@${this.#domain}` : null
    const created = `20${10 + r.int(15)}-${String(1 + r.int(12)).padStart(2, '0')}-${String(1 + r.int(28)).padStart(2, '0')}T08:15:00Z`
    return {
      id: this.#ids.of(refOf('group', index)),
      createdDateTime: created,
      description: r.chance(0.25) ? null : `${department}: ${displayName}`,
      displayName,
      groupTypes: [...(unified ? ['Unified'] : []), ...(rule === null ? [] : ['DynamicMembership'])],
      isAssignableToRole: null,
      mail,
      mailEnabled,
      mailNickname,
      membershipRule: rule,
      membershipRuleProcessingState: rule === null ? null : 'On',
      onPremisesSyncEnabled: !unified && rule === null && r.chance(0.4) ? true : null,
      proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
      renewedDateTime: created,
      securityEnabled: sort === 'security' || sort === 'mailSecurity' || (unified && r.chance(0.1)),
      visibility: unified ? visibilityOf(r, special?.role) : null,
    }
  }
}

const ordinaryName = (r: Random, sort: GroupSort, department: string): string => {
  if (sort === 'distribution') return `Verteiler ${department} ${r.pick(sites)}`
  return `${r.pick(topics)} ${department} – ${r.pick(sites)}${r.chance(0.3) ? ` ${1 + r.int(20)}` : ''}`
}

/** Dynamic groups are security or Microsoft 365. The rule quotes as Entra's language does. */
const ordinaryRule = (r: Random, sort: GroupSort, department: string): string | null =>
  (sort === 'security' || sort === 'microsoft365') && r.chance(0.1) ? `(user.department -eq "${department}")` : null

const visibilityOf = (r: Random, role: Role | undefined): string =>
  role === 'hidden' ? 'HiddenMembership' : r.chance(0.5) ? 'Private' : 'Public'
