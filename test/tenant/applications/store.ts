import { createHash } from 'node:crypto'
import { guid } from '../model/ids.ts'
import { hash } from '../model/random.ts'
import { Application, type ApplicationProperties, type Assignment, type ServicePrincipal } from './application.ts'
import { Delay, type Lag } from './delay.ts'
import { type GraphPermission, graphAppId, roleNamed, roleWithId } from './graph-permissions.ts'

/** An application of this tenant as the other tenant sees it after consent there. */
export interface Elsewhere {
  readonly principalId: string
  readonly roles: readonly string[]
}

/** The tenant that owns Microsoft's own applications. */
const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** All applications, service principals and grants of the tenant. Ids depend on the seed and the order of creation only. */
export class Applications {
  lag: Lag = {}
  readonly graph: ServicePrincipal
  readonly #seed: number
  readonly #now: () => Date
  readonly #applications: Application[] = []
  readonly #principals: ServicePrincipal[] = []
  readonly #assignments: Assignment[] = []
  /** Delegated permissions by client, person and name; `*` for everybody. */
  readonly #scopes = new Set<string>()
  readonly #elsewhere = new Map<string, Elsewhere>()
  #created = 0

  constructor(seed: number, now: () => Date) {
    this.#seed = seed
    this.#now = now
    this.graph = this.addPrincipal({
      id: this.#nextId(0x6a4f),
      appId: graphAppId,
      displayName: 'Microsoft Graph',
      ownerTenantId: microsoftTenant,
    })
  }

  /** Those not deleted, oldest first. */
  get applications(): readonly Application[] {
    return this.#applications.filter(({ deletedAt }) => deletedAt === null)
  }

  get principals(): readonly ServicePrincipal[] {
    return this.#principals.filter(({ deletedAt }) => deletedAt === null)
  }

  get deleted(): readonly (Application | ServicePrincipal)[] {
    return [...this.#applications, ...this.#principals].filter(({ deletedAt }) => deletedAt !== null)
  }

  application(by: 'id' | 'appId', value: string): Application | null {
    return this.applications.find((known) => known[by] === value.toLowerCase()) ?? null
  }

  principal(by: 'id' | 'appId', value: string): ServicePrincipal | null {
    return this.principals.find((known) => known[by] === value.toLowerCase()) ?? null
  }

  create(
    properties: ApplicationProperties,
    ownerId: string | null,
    given: Partial<Pick<Application, 'appId'>> = {},
  ): Application {
    const application = new Application(
      {
        id: this.#nextId(0xa991),
        appId: given.appId ?? this.#nextId(0xc11e),
        createdDateTime: this.#now(),
        ownerId,
        properties,
      },
      this.lag,
    )
    this.#applications.push(application)
    return application
  }

  addPrincipal(
    given: Pick<ServicePrincipal, 'appId' | 'displayName' | 'ownerTenantId'> & { readonly id?: string },
  ): ServicePrincipal {
    const principal: ServicePrincipal = {
      createdDateTime: this.#now(),
      accountEnabled: true,
      deletedAt: null,
      delay: new Delay(this.lag.servicePrincipals),
      ...given,
      id: given.id ?? this.#nextId(0x5e1f),
    }
    this.#principals.push(principal)
    return principal
  }

  #nextId(kind: number): string {
    return guid(hash(this.#seed, kind, this.#created++), this.#seed)
  }

  /** Soft: thirty days in the deleted items. The application's principal goes with it. */
  remove(object: Application | ServicePrincipal): void {
    object.deletedAt = this.#now()
    if (!(object instanceof Application)) return
    const principal = this.principal('appId', object.appId)
    if (principal !== null) principal.deletedAt = this.#now()
  }

  restore(object: Application | ServicePrincipal): void {
    object.deletedAt = null
  }

  /** For good. */
  purge(object: Application | ServicePrincipal): void {
    const drop = <T>(list: T[], unwanted: (item: T) => boolean) => {
      for (let at = list.length - 1; at >= 0; at--) if (unwanted(list[at] as T)) list.splice(at, 1)
    }
    drop<unknown>(this.#applications, (item) => item === object)
    drop<unknown>(this.#principals, (item) => item === object)
    drop(this.#assignments, ({ principalId }) => principalId === object.id)
  }

  /** Grants in the order in which they were made. */
  assignments(of: Partial<Pick<Assignment, 'principalId' | 'resourceId'>>): readonly Assignment[] {
    return this.#assignments.filter(
      ({ principalId, resourceId }) =>
        (of.principalId === undefined || of.principalId === principalId) &&
        (of.resourceId === undefined || of.resourceId === resourceId),
    )
  }

  /** Null when it is granted already. */
  assign(principal: ServicePrincipal, appRoleId: string): Assignment | null {
    const known = this.assignments({ principalId: principal.id }).some((given) => given.appRoleId === appRoleId)
    if (known) return null
    const assignment: Assignment = {
      id: createHash('sha256')
        .update(`${principal.id} ${appRoleId} ${this.#created++}`)
        .digest('base64url'),
      appRoleId,
      principalId: principal.id,
      resourceId: this.graph.id,
      createdDateTime: this.#now(),
      listDelay: new Delay(this.lag.assignments),
      tokenDelay: new Delay(this.lag.roles),
    }
    this.#assignments.push(assignment)
    return assignment
  }

  withdraw(assignment: Assignment): void {
    const at = this.#assignments.indexOf(assignment)
    if (at >= 0) this.#assignments.splice(at, 1)
  }

  /** Exactly these roles by name from now on, seen at once. Throws RangeError for an unknown name. */
  setRoles(principal: ServicePrincipal, names: readonly string[]): void {
    const ids = names.map((name) => roleNamed(name).id)
    for (const given of this.assignments({ principalId: principal.id })) this.withdraw(given)
    const { lag } = this
    this.lag = {}
    for (const id of ids) this.assign(principal, id)
    this.lag = lag
  }

  /** Names of the roles that a token issued now has. Counts as a token. */
  rolesForToken(principal: ServicePrincipal): readonly string[] {
    return this.assignments({ principalId: principal.id }).flatMap(({ appRoleId, tokenDelay }) =>
      tokenDelay.hides() ? [] : [roleWithId(appRoleId)?.value ?? appRoleId],
    )
  }

  /** A delegated permission, for one person or, with null, for the whole tenant. */
  consentToScope(appId: string, accountId: string | null, name: string): void {
    this.#scopes.add(`${appId} ${accountId ?? '*'} ${name}`)
  }

  hasScope(appId: string, accountId: string, name: string): boolean {
    return [accountId, '*'].some((whose) => this.#scopes.has(`${appId} ${whose} ${name}`))
  }

  consentElsewhere(appId: string, roles: readonly GraphPermission[]): void {
    const principalId = this.#elsewhere.get(appId)?.principalId ?? this.#nextId(0xe15e)
    this.#elsewhere.set(appId, { principalId, roles: roles.map(({ value }) => value) })
  }

  /** Null without consent in the other tenant. */
  elsewhere(appId: string): Elsewhere | null {
    return this.#elsewhere.get(appId) ?? null
  }
}
