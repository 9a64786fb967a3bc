import { z } from 'zod'
import type { Registered } from '../applications/registered.ts'
import type { Applications } from '../applications/store.ts'
import type { AccessTokens } from '../entra/access-tokens.ts'
import type { Codes } from '../entra/codes.ts'
import { type Answer, type Call, json } from '../graph/answer.ts'
import type { MailGate } from '../mail/gate.ts'
import type { Mailboxes } from '../mail/mailboxes.ts'
import type { Counts } from '../model/counts.ts'
import type { Directory } from '../model/directory.ts'
import { Editor } from '../model/editor.ts'
import type { GroupRecord, UserRecord } from '../model/records.ts'
import { type Faults, faultRule } from './faults.ts'
import type { RequestLog } from './log.ts'
import { MailControls, mailActions } from './mail-controls.ts'
import { RegistrationControls, registrationActions } from './registration-controls.ts'
import { consentOutcomes, deltaOddities, type TenantState } from './state.ts'

const properties = z.record(z.string(), z.unknown())
const mutation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('addUser'), properties: properties.optional() }),
  z.strictObject({ op: z.literal('addGroup'), properties: properties.optional() }),
  z.strictObject({ op: z.literal('changeUser'), id: z.string(), properties }),
  z.strictObject({ op: z.literal('changeGroup'), id: z.string(), properties }),
  z.strictObject({ op: z.literal('revokeLicenses'), id: z.string() }),
  z.strictObject({ op: z.literal('remove'), id: z.string(), purge: z.boolean().optional() }),
  z.strictObject({ op: z.literal('restore'), id: z.string() }),
  z.strictObject({ op: z.literal('addMember'), group: z.string(), member: z.string() }),
  z.strictObject({ op: z.literal('removeMember'), group: z.string(), member: z.string() }),
])
export type Mutation = z.infer<typeof mutation>

/** The knobs by name, with what each takes. The same values go to `tenant.set` and to `POST /__control/set`. */
const settings = z.strictObject({
  clockSkewSeconds: z.number().optional(),
  latencyMs: z.number().nonnegative().optional(),
  maxPageSize: z.number().int().min(1).max(999).optional(),
  /** Entries a page of a delta, and members an entry. */
  deltaPageSize: z.number().int().min(1).max(200).optional(),
  deltaMembers: z.number().int().min(1).max(500).optional(),
  /** What Graph does to those who follow a delta; see state.ts. */
  deltaOddities: z.array(z.enum(deltaOddities)).optional(),
  /** Roles with consent, all of them. Takes effect with the next token. */
  roles: z.array(z.string()).optional(),
  applicationEnabled: z.boolean().optional(),
  blockedByPolicy: z.boolean().optional(),
  /** The tenant blocks Microsoft's bootstrap client with AADSTS65002: shown on a page, or told to the redirect. */
  bootstrapRefusal: z.enum(['page', 'redirect']).nullable().optional(),
  /**
   * What comes of Accept on the admin-consent page. `access_denied`: as if Cancel had been pressed.
   * `temporarily_unavailable` and `bare_error` (no description): errors. `invalid_request`: refused before any page.
   * `silent`: a page that never redirects. `other_tenant`, `wrong_state`, `no_state`: success with that in the answer.
   */
  consentOutcome: z.enum(consentOutcomes).nullable().optional(),
  /** False: the admin-consent pages answer AADSTS50011 to redirects of the mobile and desktop platform. */
  consentToPublicRedirects: z.boolean().optional(),
  usersMayRegister: z.boolean().optional(),
  /** Whether Graph has userCertificate and userSMIMECertificate of users. */
  offersCertificates: z.boolean().optional(),
  /** Whether it leaves them out silently where it has not. */
  ignoresCertificates: z.boolean().optional(),
  /** Whether messages can be looked for by their class; refused with 400 otherwise. */
  refusesClassFilter: z.boolean().optional(),
  /** Ids of the users whose mailboxes the application may read; null for all. */
  mailAccess: z.array(z.string()).nullable().optional(),
  /** Such as `MicrosoftOnline.US`: the tenant is refused here as one of that cloud (AADSTS90038, 900382). */
  homeCloud: z.string().nullable().optional(),
})
export type Settings = z.infer<typeof settings>

export interface ControlParts {
  readonly directory: Directory
  readonly mailboxes: Mailboxes
  readonly gate: MailGate
  readonly faults: Faults
  readonly log: RequestLog
  readonly applications: Applications
  readonly registered: Registered
  readonly codes: Codes
  readonly state: TenantState
  readonly tokens: AccessTokens
}

/** Everything a test can do to the running tenant, in process or by `/__control/…`. */
export class Controls {
  readonly editor: Editor
  /** The registration there is from the start, and any that was made since. */
  readonly registrations: RegistrationControls
  readonly mail: MailControls
  readonly #parts: ControlParts

  constructor(parts: ControlParts) {
    this.#parts = parts
    this.editor = new Editor(parts.directory)
    this.mail = new MailControls(parts.directory, parts.mailboxes, parts.gate)
    this.registrations = new RegistrationControls(parts.applications, parts.registered, parts.state)
  }

  set(values: Settings): void {
    const { state, registered, applications } = this.#parts
    const { roles, applicationEnabled, ...rest } = settings.parse(values)
    Object.assign(state, rest)
    if (roles !== undefined) applications.setRoles(registered.principal, roles)
    if (applicationEnabled !== undefined) registered.principal.accountEnabled = applicationEnabled
  }

  /** Takes consent back, for all roles when none is named. Tokens already issued keep theirs, as in Entra. */
  revokeConsent(...roles: readonly string[]): void {
    this.registrations.revokeConsent({ roles: [...roles] })
  }

  /** All client secrets expired a minute ago. */
  expireSecret(): void {
    this.registrations.expireSecrets({})
  }

  /** Registers the certificate beside those there are. */
  addCertificate(pem: string): void {
    this.registrations.addCertificate({ pem })
  }

  removeCertificates(): void {
    this.registrations.removeCertificates({})
  }

  expirePageTokens(): void {
    this.#parts.state.pageTokenEpoch++
  }

  expireDeltaTokens(form: 'syncStateNotFound' | 'gone' = 'syncStateNotFound'): void {
    this.#parts.state.deltaEpoch++
    this.#parts.state.deltaExpiry = form
  }

  revokeTokens(): void {
    this.#parts.tokens.revokeAll()
    this.#parts.codes.revokeRefreshTokens()
  }

  counts(): Counts {
    return this.#parts.directory.counts()
  }

  /** The new object's id, whether a membership changed, or null. Throws RangeError for unknown ids. */
  mutate(change: Mutation): string | boolean | null {
    const { editor } = this
    switch (change.op) {
      case 'addUser':
        return editor.addUser(change.properties as Partial<UserRecord> | undefined)
      case 'addGroup':
        return editor.addGroup(change.properties as Partial<GroupRecord> | undefined)
      case 'changeUser':
        editor.changeUser(change.id, change.properties as Partial<UserRecord>)
        return null
      case 'changeGroup':
        editor.changeGroup(change.id, change.properties as Partial<GroupRecord>)
        return null
      case 'revokeLicenses':
        editor.revokeLicenses(change.id)
        return null
      case 'remove':
        editor.remove(change.id, change.purge)
        return null
      case 'restore':
        return editor.restore(change.id)
      case 'addMember':
        return editor.addMember(change.group, change.member)
      case 'removeMember':
        return editor.removeMember(change.group, change.member)
    }
  }

  /** One request under `/__control/`. Bad input is answered with 400 and the reason. */
  answer(call: Call): Answer {
    const name = call.path.slice('/__control/'.length)
    try {
      const input: unknown = call.body === '' ? {} : JSON.parse(call.body)
      const action = this.#actions[`${call.method} ${name}`]
      return action === undefined
        ? json({ error: `No control ${call.method} ${name}` }, 404)
        : json(action(input) ?? {})
    } catch (error) {
      return json({ error: error instanceof Error ? error.message : String(error) }, 400)
    }
  }

  readonly #actions: Readonly<Record<string, (input: unknown) => unknown>> = {
    'GET counts': () => this.counts(),
    'GET log': () => this.#parts.log.records,
    'DELETE log': () => this.#parts.log.clear(),
    'GET faults': () => this.#parts.faults.list(),
    'POST faults': (input) => ({ id: this.#parts.faults.add(faultRule.parse(input)) }),
    'DELETE faults': () => this.#parts.faults.clear(),
    'POST set': (input) => this.set(settings.parse(input)),
    ...registrationActions(() => this.registrations),
    ...mailActions(() => this.mail),
    'POST tokens/revoke': () => this.revokeTokens(),
    'POST tokens/expire-pages': () => this.expirePageTokens(),
    'POST tokens/expire-deltas': (input) =>
      this.expireDeltaTokens(
        z.strictObject({ form: z.enum(['syncStateNotFound', 'gone']).optional() }).parse(input).form,
      ),
    'POST mutate': (input) => ({ result: this.mutate(mutation.parse(input)) }),
  }
}
