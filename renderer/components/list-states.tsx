import { Link, makeStyles } from '@fluentui/react-components'
import type { Snapshot } from '../../shared/domain/sync.ts'
import type { StoredError } from '../../shared/ipc/errors.ts'
import { explain } from '../../shared/text/explain.ts'
import { useQuery } from '../ipc/use-query.ts'
import { useFormat, useLanguage } from '../lib/text.tsx'
import { Blank, Notice } from './notice.tsx'
import { Page } from './page.tsx'
import { detailsOf, RequestNotice } from './request-notice.tsx'

const useStyles = makeStyles({ above: { padding: '4px 20px 8px', display: 'grid', gap: '8px', flexShrink: 0 } })

/** Why there is no list to show at all. */
type Missing = 'noTenant' | 'notSynchronised'

export interface DirectoryState {
  readonly missing: Missing | undefined
  readonly snapshot: Snapshot | undefined
  /** Users of the tenant that are not synchronised; undefined when they were not counted. */
  readonly others: number | undefined
  /** Why the last sync did not end in a new snapshot. */
  readonly fault: StoredError | undefined
}

const othersOf = (snapshot: Snapshot | undefined): number | undefined => {
  const all = snapshot?.proof.tenantUsers
  return snapshot !== undefined && typeof all === 'number' ? all - snapshot.users : undefined
}

/** What a list of the directory needs to know around it. */
export const useDirectoryState = (): DirectoryState => {
  const connection = useQuery('connection.get', {}).data?.connection
  // Without a tenant there is no directory to ask.
  const overview = useQuery('directory.overview', {}, { when: connection != null }).data
  const status = useQuery('sync.status', {}).data
  const snapshot = overview?.snapshot ?? undefined
  return {
    snapshot,
    others: othersOf(snapshot),
    missing: connection === null ? 'noTenant' : overview?.snapshot === null ? 'notSynchronised' : undefined,
    fault: status?.last?.error ?? undefined,
  }
}

/** No tenant, or nothing read from it yet: one line, and the way on. */
export const NoList = ({
  title,
  words,
  missing,
}: {
  readonly title: string
  readonly words: Readonly<Record<Missing | 'connect' | 'toSync', string>>
  readonly missing: Missing
}) => {
  const connect = missing === 'noTenant'
  return (
    <Page title={title}>
      <Blank
        title={words[missing]}
        actions={<Link href={connect ? '#/connect' : '#/sync'}>{connect ? words.connect : words.toSync}</Link>}
      />
    </Page>
  )
}

interface Failed {
  readonly title: string
}

/** A window could not be read. What was read before stays below. */
export const ListFault = (props: { readonly error: unknown; readonly words: Failed; readonly onRetry: () => void }) => {
  const { error, words, onRetry } = props
  return <RequestNotice error={error} title={words.title} onRetry={onRetry} />
}

/** What stands above a list: why it is old, and why a part of it could not be read. */
export const ListNotices = (props: {
  readonly words: {
    readonly failed: Failed
    readonly lastSync: {
      readonly failed: (values: { readonly when: string }) => string
      readonly kept: string
      readonly show: string
    }
  }
  readonly directory: DirectoryState
  readonly error: unknown
  readonly onRetry: () => void
}) => {
  const { words, directory, error, onRetry } = props
  const s = useStyles()
  const { dateTime } = useFormat()
  const language = useLanguage()
  const { fault, snapshot } = directory
  const explained = fault && explain(fault, language)
  if (error === undefined && (fault === undefined || snapshot === undefined)) return null
  return (
    <div className={s.above}>
      {fault && explained && snapshot && (
        <Notice
          level="error"
          title={words.lastSync.failed({ when: dateTime(snapshot.publishedAt) })}
          actions={<Link href="#/sync">{words.lastSync.show}</Link>}
          details={detailsOf(fault, explained.message)}
        >
          {explained.message} {words.lastSync.kept}
        </Notice>
      )}
      {error !== undefined && <ListFault error={error} words={words.failed} onRetry={onRetry} />}
    </div>
  )
}
