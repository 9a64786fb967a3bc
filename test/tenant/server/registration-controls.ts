import { z } from 'zod'
import { type Application, audiences } from '../applications/application.ts'
import { keyCredential } from '../applications/credentials.ts'
import { type Lag, lagSettings } from '../applications/delay.ts'
import { graphAppId, roleNamed, roleWithId } from '../applications/graph-permissions.ts'
import type { Registered } from '../applications/registered.ts'
import type { Applications } from '../applications/store.ts'
import type { TenantState } from './state.ts'

/** Which registration is meant: the one there is from the start when no client id is given. */
const which = { appId: z.string().optional() }

const consent = z.strictObject({ ...which, roles: z.array(z.string()).optional() })
const certificate = z.strictObject({ ...which, pem: z.string() })
const named = z.strictObject(which)
const changes = z.strictObject({
  ...which,
  displayName: z.string().optional(),
  signInAudience: z.enum(audiences).optional(),
  publicRedirects: z.array(z.string()).optional(),
  webRedirects: z.array(z.string()).optional(),
  /** Application roles by name that consent asks for. */
  requiredRoles: z.array(z.string()).optional(),
  /** The service principal's `accountEnabled`. */
  enabled: z.boolean().optional(),
  /** False: the service principal is gone, as before the first consent. */
  principal: z.literal(false).optional(),
})
type Which = z.infer<typeof named>

/** What a test can do to registrations without Graph, and what it can read of them. Unknown client ids throw RangeError. */
export class RegistrationControls {
  readonly #applications: Applications
  readonly #registered: Registered
  readonly #state: TenantState

  constructor(applications: Applications, registered: Registered, state: TenantState) {
    this.#applications = applications
    this.#registered = registered
    this.#state = state
  }

  #find({ appId = this.#registered.application.appId }: Which): Application {
    const found = this.#applications.application('appId', appId)
    if (found === null) throw new RangeError(`No application with client id '${appId}'`)
    return found
  }

  /** Holds for what is created from now on; what is left out is seen at once. */
  lag(lag: Lag): void {
    this.#applications.lag = lagSettings.parse(lag)
  }

  change(values: z.infer<typeof changes>): void {
    const application = this.#find(values)
    const { publicRedirects, webRedirects, requiredRoles, displayName, signInAudience } = values
    const resourceAccess = requiredRoles?.map((name) => ({ id: roleNamed(name).id, type: 'Role' as const }))
    application.properties = {
      ...application.properties,
      ...(displayName === undefined ? {} : { displayName }),
      ...(signInAudience === undefined ? {} : { signInAudience }),
      ...(publicRedirects === undefined ? {} : { publicClient: { redirectUris: publicRedirects } }),
      ...(webRedirects === undefined ? {} : { web: { redirectUris: webRedirects } }),
      ...(resourceAccess === undefined
        ? {}
        : { requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }] }),
    }
    const principal = this.#applications.principal('appId', application.appId)
    if (principal === null) return
    if (values.enabled !== undefined) principal.accountEnabled = values.enabled
    if (values.principal === false) this.#applications.purge(principal)
  }

  revokeConsent({ roles = [], ...which }: z.infer<typeof consent>): void {
    const principal = this.#applications.principal('appId', this.#find(which).appId)
    const unwanted = new Set(roles.map((name) => roleNamed(name).id))
    for (const given of this.#applications.assignments({ principalId: principal?.id ?? '' })) {
      if (roles.length === 0 || unwanted.has(given.appRoleId)) this.#applications.withdraw(given)
    }
  }

  expireSecrets(which: Which): void {
    const { passwords } = this.#find(which)
    const endDateTime = new Date(this.#state.now().getTime() - 60_000)
    passwords.splice(0, passwords.length, ...passwords.map((secret) => ({ ...secret, endDateTime })))
  }

  addCertificate({ pem, ...which }: z.infer<typeof certificate>): void {
    this.#find(which).keys.push(keyCredential(pem))
  }

  removeCertificates(which: Which): void {
    this.#find(which).keys.length = 0
  }

  /** All of them, deleted ones too, with fingerprints instead of secrets. */
  list(): readonly unknown[] {
    const deleted = this.#applications.deleted.flatMap((object) => ('keys' in object ? [object] : []))
    return [...this.#applications.applications, ...deleted].map((application) => {
      const principal = this.#applications.principal('appId', application.appId)
      return {
        id: application.id,
        appId: application.appId,
        displayName: application.displayName,
        ownerId: application.ownerId,
        deleted: application.deletedAt !== null,
        servicePrincipalId: principal?.id ?? null,
        enabled: principal?.accountEnabled ?? false,
        roles: this.#applications
          .assignments({ principalId: principal?.id ?? '' })
          .map(({ appRoleId }) => roleWithId(appRoleId)?.value ?? appRoleId),
        certificates: application.keys.map(({ keyId, customKeyIdentifier }) => ({ keyId, customKeyIdentifier })),
        secrets: application.passwords.map(({ keyId, value }) => ({ keyId, hint: value.slice(0, 3) })),
        publicRedirects: application.properties.publicClient.redirectUris,
      }
    })
  }
}

type Action = (input: unknown) => unknown

/** The requests under `/__control/` for all this. */
export const registrationActions = (controls: () => RegistrationControls): Readonly<Record<string, Action>> => ({
  'GET registrations': () => controls().list(),
  'POST registrations/change': (input) => controls().change(changes.parse(input)),
  'POST lag': (input) => controls().lag(lagSettings.parse(input)),
  'POST consent/revoke': (input) => controls().revokeConsent(consent.parse(input)),
  'POST secret/expire': (input) => controls().expireSecrets(named.parse(input)),
  'POST certificates': (input) => controls().addCertificate(certificate.parse(input)),
  'DELETE certificates': (input) => controls().removeCertificates(named.parse(input)),
})
