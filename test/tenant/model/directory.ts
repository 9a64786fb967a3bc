import { ChangeLog } from './changes.ts'
import { type Counts, countDirectory } from './counts.ts'
import { Groups } from './groups.ts'
import { Ids, indexOf, type Kind, kindOf, type Ref, refOf } from './ids.ts'
import { makeMemberships } from './memberships.ts'
import { makeOther } from './others.ts'
import { People } from './people.ts'
import type { AnyRecord, GroupRecord, UserRecord } from './records.ts'

export interface DirectoryOptions {
  readonly seed: number
  /** Users that qualify: licensed and with a mail address. About eight in a hundred others come on top. */
  readonly users: number
  /** Groups that qualify: security or Microsoft 365. Distribution lists come on top. */
  readonly groups: number
  /** Direct memberships of the groups that qualify, without those of groups with hidden membership. */
  readonly memberships: number
  readonly domain: string
}

/** About a hundred megabytes. */
const maximumMade = 120_000

/**
 * The directory in memory. Generated objects are made when asked for; only what was changed afterwards is stored.
 * Indexes are stable: a removed object leaves a gap, so that paging positions stay right.
 */
export class Directory {
  readonly ids: Ids
  readonly changes = new ChangeLog()
  readonly #options: DirectoryOptions
  readonly #people: People
  readonly #groups: Groups
  readonly #others: { readonly device: number; readonly orgContact: number; readonly servicePrincipal: number }
  readonly #members: (Ref | null)[][]
  readonly #changed = new Map<Ref, UserRecord | GroupRecord>()
  /** With whether it can come back. */
  readonly #removed = new Map<Ref, 'restorable' | 'purged'>()
  /** People made lately, since members and pages ask for the same ones again. */
  readonly #made = new Map<number, UserRecord>()
  /** Of generated people, by index. */
  readonly #userPrincipalNames: string[] = []
  readonly #added = { user: 0, group: 0 }
  #counts: { readonly version: number; readonly counts: Counts } | undefined

  constructor(options: DirectoryOptions) {
    this.#options = options
    this.ids = new Ids(options.seed)
    this.#people = new People(options.seed, options.users, options.domain, this.ids)
    this.#groups = new Groups(options.seed, options.groups, options.domain, this.ids)
    this.#others = {
      device: 5 + Math.ceil(options.users / 20),
      orgContact: 5 + Math.ceil(options.users / 100),
      servicePrincipal: 12,
    }
    this.#members = makeMemberships({
      seed: options.seed,
      people: this.#people,
      groups: this.#groups,
      others: this.#others,
      qualifying: options.groups,
      total: options.memberships,
    })
  }

  get domain(): string {
    return this.#options.domain
  }

  get version(): number {
    return this.changes.version
  }

  /** One past the highest index ever used, gaps included. */
  end(kind: 'user' | 'group'): number {
    return (kind === 'user' ? this.#people.count : this.#groups.count) + this.#added[kind]
  }

  exists(ref: Ref): boolean {
    if (this.#removed.has(ref)) return false
    const kind = kindOf(ref)
    return indexOf(ref) < (kind === 'user' || kind === 'group' ? this.end(kind) : this.#others[kind])
  }

  wasRemoved(ref: Ref): boolean {
    return this.#removed.has(ref)
  }

  wasPurged(ref: Ref): boolean {
    return this.#removed.get(ref) === 'purged'
  }

  /** The object of that kind with this id, or null. */
  find(id: string, ...wanted: readonly Kind[]): Ref | null {
    const ref = this.ids.parse(id)
    return ref !== null && this.exists(ref) && (wanted.length === 0 || wanted.includes(kindOf(ref))) ? ref : null
  }

  user(index: number): UserRecord {
    const changed = this.#changed.get(refOf('user', index))
    return (changed as UserRecord | undefined) ?? this.#person(index)
  }

  #person(index: number): UserRecord {
    const known = this.#made.get(index)
    if (known !== undefined) return known
    if (this.#made.size >= maximumMade) this.#made.clear()
    const made = this.#people.make(index)
    this.#made.set(index, made)
    return made
  }

  group(index: number): GroupRecord {
    const changed = this.#changed.get(refOf('group', index))
    return (changed as GroupRecord | undefined) ?? this.#groups.make(index)
  }

  record(ref: Ref): AnyRecord {
    const kind = kindOf(ref)
    if (kind === 'user') return this.user(indexOf(ref))
    if (kind === 'group') return this.group(indexOf(ref))
    return makeOther(kind, indexOf(ref), this.#options.seed, this.ids)
  }

  /**
   * One property for filters. What lists are filtered by most is answered without making the person,
   * so that the first page of half a million users does not wait for all of them.
   */
  userProperty(index: number, property: string): unknown {
    if (!this.#changed.has(refOf('user', index)) && index < this.#people.count) {
      if (property === 'assignedLicenses') return this.#people.licenses(index)
      if (property === 'accountEnabled') return this.#people.enabled(index)
      if (property === 'userType') return this.#people.userType(index)
      if (property === 'userPrincipalName') return this.#userPrincipalName(index)
      if (property === 'mail' && !this.#people.hasMail(index)) return null
    }
    return (this.user(index) as unknown as Readonly<Record<string, unknown>>)[property]
  }

  #userPrincipalName(index: number): string {
    const known = this.#userPrincipalNames[index]
    if (known !== undefined) return known
    const { userPrincipalName } = this.#people.make(index)
    this.#userPrincipalNames[index] = userPrincipalName
    return userPrincipalName
  }

  /** The first people who qualify, the notable ones among them. */
  firstLicensed(count: number): readonly UserRecord[] {
    return Array.from({ length: Math.min(count, this.#options.users) }, (_, rank) =>
      this.user(this.#people.licensedAt(rank)),
    )
  }

  /** Direct members by position; a removed one leaves null. */
  members(groupIndex: number): readonly (Ref | null)[] {
    return this.#members[groupIndex] ?? []
  }

  hasMail(index: number): boolean {
    const changed = this.#changed.get(refOf('user', index)) as UserRecord | undefined
    return changed === undefined ? this.#people.hasMail(index) : changed.mail !== null
  }

  counts(): Counts {
    if (this.#counts?.version !== this.version) this.#counts = { version: this.version, counts: countDirectory(this) }
    return this.#counts.counts
  }

  /** For the mutations in editor.ts only. */
  store(ref: Ref, record: UserRecord | GroupRecord): void {
    this.#changed.set(ref, record)
  }

  append(kind: 'user' | 'group'): Ref {
    const ref = refOf(kind, this.end(kind))
    this.#added[kind]++
    if (kind === 'group') this.#members.push([])
    return ref
  }

  drop(ref: Ref, how: 'restorable' | 'purged'): void {
    this.#removed.set(ref, how)
  }

  bringBack(ref: Ref): void {
    this.#removed.delete(ref)
  }

  /** The list itself, to be changed. */
  memberList(groupIndex: number): (Ref | null)[] {
    const list = this.#members[groupIndex]
    if (list === undefined) throw new RangeError(`No group ${groupIndex}`)
    return list
  }
}
