/** What can be turned while the tenant runs, beside the directory and the faults. */
export class TenantState {
  readonly tenantId: string
  readonly displayName: string
  readonly domain: string
  /** Seconds by which the servers' clock is ahead of this machine's. */
  clockSkewSeconds = 0
  /** Larger pages are refused as Graph refuses 1000. */
  maxPageSize = 999
  /** Every response waits that long. */
  latencyMs = 0
  /** Skip tokens of lists from an earlier epoch have expired. */
  pageTokenEpoch = 0
  /** Skip and delta tokens of delta queries from an earlier epoch have expired. */
  deltaEpoch = 0
  deltaExpiry: 'syncStateNotFound' | 'gone' = 'syncStateNotFound'

  constructor(options: { readonly tenantId: string; readonly displayName: string; readonly domain: string }) {
    this.tenantId = options.tenantId
    this.displayName = options.displayName
    this.domain = options.domain
  }

  now(): Date {
    return new Date(Date.now() + this.clockSkewSeconds * 1000)
  }

  seconds(): number {
    return Math.floor(this.now().getTime() / 1000)
  }
}
