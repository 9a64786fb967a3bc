import { Link } from '@fluentui/react-components'
import type { Change, ChangeCounts } from '../../../shared/domain/change.ts'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { nameOf } from '../../components/change-text.ts'
import { Quiet, Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { pendingOfRun } from './pending-view.ts'

/** As many names as are read at a glance; the rest is on the Changes page. */
const shownNames = 12

/** What this run would change, where it published nothing, and why that could not be read. */
export const usePending = (run: Pick<SyncRun, 'runId' | 'outcome'>) => {
  const query = useQuery('changes.pending', {}, { when: run.outcome === 'held' || run.outcome === 'rehearsed' })
  const pending = pendingOfRun(run, query)
  return { pending, error: pending === undefined ? query.error : undefined, refresh: query.refresh }
}

const Counts = ({ counts }: { readonly counts: ChangeCounts }) => {
  const { columns, rows, title } = useText().sync.pending
  const { number } = useFormat()
  const cell = (count: number) => (count === 0 ? <Quiet key="none">0</Quiet> : number(count))
  return (
    <SimpleTable
      label={title}
      columns={[
        { header: columns.what },
        { header: columns.added, width: '20%', align: 'end' },
        { header: columns.changed, width: '20%', align: 'end' },
        { header: columns.removed, width: '20%', align: 'end' },
      ]}
      rows={[
        [rows.users, cell(counts.usersAdded), cell(counts.usersChanged), cell(counts.usersRemoved)],
        [rows.groups, cell(counts.groupsAdded), cell(counts.groupsChanged), cell(counts.groupsRemoved)],
        [rows.memberships, cell(counts.gained), '', cell(counts.lost)],
      ]}
    />
  )
}

const Removed = ({ runId }: { readonly runId: string }) => {
  const { pending: text } = useText().sync
  const { groups } = useText()
  const { number } = useFormat()
  const query = { search: '', kinds: [], attributes: [], runId, from: null, to: null } as const
  const { data, error, refresh } = useQuery('changes.list', {
    query: { ...query, kinds: ['user', 'group'], whats: ['removed'] },
    offset: 0,
    limit: shownNames,
  })
  if (error !== undefined) return <RequestNotice title={text.failed} error={error} onRetry={refresh} />
  if (data === undefined || data.total === 0) return null
  const isPart = data.total > data.rows.length
  const about = ({ removedUser, removedGroup }: Change) =>
    removedGroup === null ? (removedUser?.department ?? '') : groups.kinds[removedGroup.kind]
  const { name, mail, about: aboutHeader } = text.removedColumns
  return (
    <Section
      title={text.removedTitle}
      note={
        isPart ? text.removedNote({ shown: number(data.rows.length), total: number(data.total) }) : number(data.total)
      }
      actions={isPart && <Link href={hrefOf('changes', { run: runId, what: 'removed' })}>{text.removedAll}</Link>}
    >
      <SimpleTable
        label={text.removedTitle}
        columns={[{ header: name }, { header: mail }, { header: aboutHeader, width: '28%' }]}
        rows={data.rows.map((change) => [nameOf(change.object, text.unnamed), change.object.mail ?? '', about(change)])}
      />
    </Section>
  )
}

/** What a rehearsal found, or a run that the guard holds: figures, then who would go; or that this cannot be told. */
export const PendingSections = ({ run }: { readonly run: SyncRun }) => {
  const { pending: text } = useText().sync
  const { pending, error, refresh } = usePending(run)
  if (error !== undefined) return <RequestNotice title={text.failed} error={error} onRetry={refresh} />
  if (!pending) return null
  const isEmpty = Object.values(pending.counts).every((count) => count === 0)
  return (
    <>
      <Section
        title={text.title}
        actions={!isEmpty && <Link href={hrefOf('changes', { run: pending.runId })}>{text.all}</Link>}
      >
        {isEmpty ? <Quiet>{text.nothing}</Quiet> : <Counts counts={pending.counts} />}
      </Section>
      <Removed runId={pending.runId} />
    </>
  )
}
