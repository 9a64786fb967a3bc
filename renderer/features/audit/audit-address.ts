import { type AuditAction, type AuditOutcome, auditActions, auditOutcomes } from '../../../shared/domain/audit.ts'
import { always, isBounded, type Period, parsePeriod, writePeriod } from '../../components/period.ts'

/** What the Audit page shows, as its address says it: `#/audit?q=…&action=connect&outcome=failed&last=7d`, or `&from=2026-11-01&to=2026-11-09`. */
export interface AuditAddress {
  readonly search: string
  /** Empty: all. */
  readonly actions: readonly AuditAction[]
  /** Empty: all. */
  readonly outcomes: readonly AuditOutcome[]
  readonly period: Period
}

export const unfiltered: AuditAddress = { search: '', actions: [], outcomes: [], period: always }

const longestSearch = 256

/** What is not understood is left out: an old or mistyped link still opens the page. */
export const parseAuditAddress = (query: URLSearchParams): AuditAddress => {
  const [actions, outcomes] = [query.getAll('action'), query.getAll('outcome')]
  return {
    search: (query.get('q') ?? '').slice(0, longestSearch),
    actions: auditActions.filter((action) => actions.includes(action)),
    outcomes: auditOutcomes.filter((outcome) => outcomes.includes(outcome)),
    period: parsePeriod(query),
  }
}

/** Leaves out what is as usual, so that a plain page has a plain address. */
export const formatAuditAddress = ({ search, actions, outcomes, period }: AuditAddress): URLSearchParams => {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  for (const action of actions) query.append('action', action)
  for (const outcome of outcomes) query.append('outcome', outcome)
  writePeriod(query, period)
  return query
}

export const isNarrowed = ({ search, actions, outcomes, period }: AuditAddress): boolean =>
  search.trim() !== '' || actions.length > 0 || outcomes.length > 0 || isBounded(period)
