import { Link } from '@fluentui/react-components'
import type { ChangeCounts } from '../../../shared/domain/change.ts'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { Quiet, Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { pendingOfRun } from './pending-view.ts'
import { LostMemberships, RemovedObjects } from './removed-lists.tsx'

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

/** What a rehearsal found, or a run that the guard holds: figures, then who and what would go. */
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
      <RemovedObjects runId={pending.runId} />
      <LostMemberships runId={pending.runId} />
    </>
  )
}
