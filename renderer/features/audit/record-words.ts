import type { AuditActor, ChainedRecord, FlatValue } from '../../../shared/domain/audit.ts'
import type { Language } from '../../../shared/ipc/app.ts'
import { explain } from '../../../shared/text/explain.ts'
import type { Text } from '../../../shared/text/text.ts'
import type { Format } from '../../lib/format.ts'
import { type DiffLine, diffOf, signs } from './audit-view.ts'

const isMoment = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value)
/** SHA-256, as hex: of a certificate, a record, a file, a key. */
const isFingerprint = (value: string): boolean => /^[0-9a-f]{64}$/i.test(value)

type Named = Readonly<Record<string, string>>

/** What values of a field are called; the rest are names of their own. */
const valueNames = (text: Text): Readonly<Record<string, Named>> => {
  const { app, audit, connect, credentials } = text
  const features = Object.fromEntries(Object.entries(connect.features).map(([id, { name }]) => [id, name]))
  return {
    cloud: app.clouds,
    theme: app.themes,
    language: app.languages,
    features,
    credentialKind: credentials.kinds,
    expiryFrom: credentials.from,
    state: audit.states,
    format: audit.formats,
    source: text.certificateReasons.sources,
    certificateSources: text.certificateReasons.sources,
    verdict: audit.lookupVerdicts,
    scope: audit.boardScopes,
    ended: audit.boardEnds,
    whenClosed: text.settings.general.whenClosedChoices,
    what: {
      audit: audit.title,
      certificate: audit.certificate,
      smimeCertificate: audit.smimeCertificate,
      certificateBoard: audit.certificateBoard,
      users: text.users.title,
      groups: text.groups.title,
      members: text.exporting.members,
      memberships: text.exporting.memberships,
      changes: text.changes.title,
      usersAsOf: text.exporting.usersAsOf,
      groupsAsOf: text.exporting.groupsAsOf,
    },
  }
}

const own = (names: Named | undefined, key: string): string | undefined =>
  names !== undefined && Object.hasOwn(names, key) ? names[key] : undefined

/** How a record reads: its fields named, its values written as everywhere else in the window. */
export const recordWords = (text: Text, format: Format, language: Language) => {
  const { audit } = text
  const names = valueNames(text)
  const fields: Named = audit.fields
  const label = (name: string): string => own(fields, name) ?? name
  const plain = (name: string, value: string): string => {
    if (isMoment(value)) return format.dateTime(value)
    return own(names[name], value) ?? value
  }
  /** Fingerprints in full. */
  const value = (name: string, given: FlatValue): string => {
    if (given === null || given === '' || (Array.isArray(given) && given.length === 0)) return audit.details.blank
    if (typeof given === 'boolean') return given ? audit.yes : audit.no
    if (typeof given === 'number') return format.number(given)
    return typeof given === 'string' ? plain(name, given) : given.map((one) => plain(name, one)).join(', ')
  }
  const short = (name: string, given: FlatValue): string =>
    typeof given === 'string' && isFingerprint(given) ? `${given.slice(0, 8)}…${given.slice(-8)}` : value(name, given)
  const changed = ({ name, change, value: given, isPart }: DiffLine): string =>
    `${label(name)}: ${isPart || change === 'removed' ? `${signs[change]} ` : ''}${short(name, given)}`
  return {
    label,
    value,
    /** One line about a record: what is different after it, or why it did not come about. */
    detail: (record: Pick<ChainedRecord, 'before' | 'after' | 'error' | 'outcome'>): string => {
      if (record.error !== null) return explain(record.error, language).message
      const lines = diffOf(record)
      return lines
        .filter(({ name, change, isPart }) => {
          if (change === 'added' || isPart) return change !== 'kept'
          return change === 'removed' && !lines.some((other) => other.name === name && other.change === 'added')
        })
        .map(changed)
        .join('; ')
    },
    /** The account; beside it what gave the order where that was not the person. */
    who: ({ osUser, trigger }: AuditActor): string =>
      trigger === 'person' ? osUser : `${osUser} (${audit.triggers[trigger]})`,
  }
}

export type RecordWords = ReturnType<typeof recordWords>
