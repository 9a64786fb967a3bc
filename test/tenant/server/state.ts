import type { OtherTenant } from '../entra/accounts.ts'

/** What the administrator's answer on the consent page becomes; see controls.ts. */
export const consentOutcomes = [
  'access_denied',
  'temporarily_unavailable',
  'bare_error',
  'invalid_request',
  'silent',
  'other_tenant',
  'wrong_state',
  'no_state',
] as const
export type ConsentOutcome = (typeof consentOutcomes)[number]

/**
 * What those report who follow deltas: entries that come twice within a page (`duplicate`), in another order (`reorder`),
 * again long after (`replay`), with nothing but what changed (`partial`), an empty page before each other (`emptyPage`),
 * and a nextLink that leads to itself (`loop`). Sources: Graph, "Use delta query" and issues of its documentation.
 */
export const deltaOddities = ['duplicate', 'reorder', 'replay', 'partial', 'emptyPage', 'loop'] as const
export type DeltaOddity = (typeof deltaOddities)[number]

/** What can be turned while the tenant runs, beside the directory and the faults. */
export class TenantState {
  readonly tenantId: string
  readonly displayName: string
  readonly domain: string
  readonly other: OtherTenant
  /** Seconds by which the servers' clock is ahead of this machine's. */
  clockSkewSeconds = 0
  /** Larger pages are refused as Graph refuses 1000. */
  maxPageSize = 999
  deltaPageSize = 200
  deltaMembers = 500
  deltaOddities: readonly DeltaOddity[] = []
  /** Every response waits that long. */
  latencyMs = 0
  /** Skip tokens of lists from an earlier epoch have expired. */
  pageTokenEpoch = 0
  /** Skip and delta tokens of delta queries from an earlier epoch have expired. */
  deltaEpoch = 0
  deltaExpiry: 'syncStateNotFound' | 'gone' = 'syncStateNotFound'
  /** A Conditional Access policy for workload identities refuses every app-only token. */
  blockedByPolicy = false
  readonly tokenLifetimeSeconds = 3599
  /** The tenant blocks Microsoft's client that registrations are made with: by a page, or told to the redirect. */
  bootstrapRefusal: 'page' | 'redirect' | null = null
  consentOutcome: ConsentOutcome | null = null
  /** Whether admin consent answers to a redirect of the mobile and desktop platform. */
  consentToPublicRedirects = true
  /** The national cloud that the tenant belongs to, when it is asked for in this one by mistake. */
  homeCloud: string | null = null
  /** Whether Graph has userCertificate and userSMIMECertificate of users; documented it has not. */
  offersCertificates = false
  /** Whether Graph leaves them out of its answers instead of refusing; users are an open type, so it may do either. */
  ignoresCertificates = false
  /** Whether the mail service refuses to look for a message's class. */
  refusesClassFilter = false
  /** The users whose mailboxes an access policy leaves to the application; null for all. */
  mailAccess: readonly string[] | null = null
  /** Whether people without a directory role may register applications. */
  usersMayRegister = true

  constructor(options: OtherTenant & { readonly other: OtherTenant }) {
    this.tenantId = options.tenantId
    this.displayName = options.displayName
    this.domain = options.domain
    this.other = options.other
  }

  now(): Date {
    return new Date(Date.now() + this.clockSkewSeconds * 1000)
  }

  seconds(): number {
    return Math.floor(this.now().getTime() / 1000)
  }
}
