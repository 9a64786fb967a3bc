import type { AuditFilter } from '../../shared/domain/audit.ts'

/** What the page asks for at first: every entry, an attempt only as long as its outcome is missing. */
export const everything: AuditFilter = {
  actions: [],
  outcomes: [],
  attempts: 'unsettled',
  text: '',
  textActions: [],
  from: null,
  to: null,
  connectionId: null,
}
