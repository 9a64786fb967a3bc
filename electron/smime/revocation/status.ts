/** What one authority's answer says of one certificate. */
export type Status =
  | { readonly is: 'good'; readonly at: number }
  | { readonly is: 'revoked'; readonly at: number; readonly reason: string | null }

/** The clocks of authorities and of this machine need not agree to the second. */
const tolerance = 5 * 60_000

/** Whether an answer made then, good until then, may be relied on now. */
export const isCurrent = (thisUpdate: number, nextUpdate: number, now: number): boolean =>
  thisUpdate <= now + tolerance && now <= nextUpdate + tolerance

/** CRLReason of RFC 5280, 5.3.1. */
const reasons: Readonly<Record<number, string>> = {
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
}

/** null where none is given, or `unspecified`. */
export const revocationReason = (code: number | undefined): string | null => reasons[code ?? 0] ?? null
