import { Link } from '@fluentui/react-components'
import type { Change, ChangeKind } from '../../../shared/domain/change.ts'
import { nameOf, whoOf } from '../../components/change-text.ts'
import { Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'

/** As many names as are read at a glance; the rest is on the Changes page. */
const shownNames = 12

/** The first of what would go, with the way to all of it. Nothing where nothing would. */
const RemovedList = (props: {
  readonly runId: string
  readonly kinds: readonly ChangeKind[]
  readonly title: string
  /** The last is narrower. */
  readonly headers: readonly [string, string, string]
  readonly cells: (change: Change) => readonly [string, string, string]
  readonly all: string
}) => {
  const { runId, kinds, title, headers, cells, all } = props
  const { pending: text } = useText().sync
  const { number } = useFormat()
  const { data, error, refresh } = useQuery('changes.list', {
    query: { search: '', kinds, whats: ['removed'], attributes: [], runId, from: null, to: null },
    offset: 0,
    limit: shownNames,
  })
  if (error !== undefined) return <RequestNotice title={text.failed} error={error} onRetry={refresh} />
  if (data === undefined || data.total === 0) return null
  const isPart = data.total > data.rows.length
  const [first, second, third] = headers
  return (
    <Section
      title={title}
      note={
        isPart ? text.removedNote({ shown: number(data.rows.length), total: number(data.total) }) : number(data.total)
      }
      actions={isPart && <Link href={all}>{text.removedAll}</Link>}
    >
      <SimpleTable
        label={title}
        columns={[{ header: first }, { header: second }, { header: third, width: '28%' }]}
        rows={data.rows.map(cells)}
      />
    </Section>
  )
}

/** Users and groups that would go. */
export const RemovedObjects = ({ runId }: { readonly runId: string }) => {
  const { groups, sync } = useText()
  const { removedTitle, removedColumns, unnamed } = sync.pending
  const about = ({ removedUser, removedGroup }: Change) =>
    removedGroup === null ? (removedUser?.department ?? '') : groups.kinds[removedGroup.kind]
  return (
    <RemovedList
      runId={runId}
      kinds={['user', 'group']}
      title={removedTitle}
      headers={[removedColumns.name, removedColumns.mail, removedColumns.about]}
      cells={(change) => [nameOf(change.object, unnamed), change.object.mail ?? '', about(change)]}
      all={hrefOf('changes', { run: runId, what: 'removed' })}
    />
  )
}

/** Who would no longer be a member of what. */
export const LostMemberships = ({ runId }: { readonly runId: string }) => {
  const { lostTitle, lostColumns, unnamed } = useText().sync.pending
  return (
    <RemovedList
      runId={runId}
      kinds={['membership']}
      title={lostTitle}
      headers={[lostColumns.member, lostColumns.mail, lostColumns.group]}
      cells={(change) => [nameOf(whoOf(change), unnamed), whoOf(change).mail ?? '', nameOf(change.object, unnamed)]}
      all={hrefOf('changes', { run: runId, kind: 'membership', what: 'removed' })}
    />
  )
}
