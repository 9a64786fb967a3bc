import { makeStyles } from '@fluentui/react-components'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Snapshot } from '../../../shared/domain/sync.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { Ago } from '../../components/ago.tsx'
import { Page, Scroll } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { CancelRun, RunProgress } from '../../components/run-progress.tsx'
import { type Sync, useSync } from '../../components/use-sync.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { AttentionTable } from './attention-table.tsx'
import { DepartmentPicture } from './department-picture.tsx'
import { Figures } from './figure-line.tsx'
import { FirstSync } from './first-sync.tsx'
import { LastRun } from './last-run.tsx'
import { TenantFacts } from './tenant-facts.tsx'
import { Welcome } from './welcome.tsx'

const useStyles = makeStyles({
  run: { marginBottom: '16px' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '32px',
    '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})

interface Known {
  readonly connection: Connection
  readonly overview: Output<'directory.overview'>
  readonly sync: Sync
}

const Note = ({ connection, snapshot }: { readonly connection: Connection; readonly snapshot: Snapshot | null }) => {
  const { overview, disconnect } = useText()
  const { proven } = overview
  const { dateTime } = useFormat()
  const domain = connection.defaultDomain ?? connection.tenantName
  if (snapshot === null) return domain
  if (connection.state !== 'connected') {
    return `${domain}. ${disconnect.since[connection.state]({ when: dateTime(snapshot.publishedAt) })}`
  }
  return (
    <>
      {domain}, {proven} <Ago at={snapshot.publishedAt} />
    </>
  )
}

const Full = ({ connection, overview, sync, snapshot }: Known & { readonly snapshot: Snapshot }) => {
  const s = useStyles()
  const last = sync.status?.last ?? null
  return (
    <>
      <Figures overview={overview} snapshot={snapshot} />
      <AttentionTable situation={{ ...overview, connection, snapshot, last }} sync={sync} />
      <div className={s.columns}>
        <DepartmentPicture departments={overview.departments} />
        <div>
          <LastRun last={last} />
          <TenantFacts connection={connection} />
        </div>
      </div>
    </>
  )
}

const Connected = (known: Known) => {
  const s = useStyles()
  const text = useText().overview
  const { connection, overview, sync } = known
  const { snapshot } = overview
  const progress = sync.status?.progress ?? null
  return (
    <Page
      title={text.title}
      note={<Note connection={connection} snapshot={snapshot} />}
      actions={progress !== null && <CancelRun sync={sync} />}
    >
      <Scroll label={text.title}>
        {progress !== null && (
          <div className={snapshot === null ? undefined : s.run}>
            <RunProgress progress={progress} />
          </div>
        )}
        {snapshot === null ? (
          <FirstSync connection={connection} overview={overview} sync={sync} />
        ) : (
          <Full {...known} snapshot={snapshot} />
        )}
      </Scroll>
    </Page>
  )
}

/** What the directory answers is asked for only when there is a tenant whose directory it is. */
const WithTenant = ({ connection }: { readonly connection: Connection }) => {
  const text = useText().overview
  const { data, error, refresh } = useQuery('directory.overview', {})
  const sync = useSync()
  if (data !== undefined) return <Connected connection={connection} overview={data} sync={sync} />
  return (
    <Page title={text.title} note={connection.defaultDomain ?? connection.tenantName}>
      <Scroll label={text.title}>
        {error !== undefined && <RequestNotice title={text.failed} error={error} onRetry={refresh} />}
        <TenantFacts connection={connection} />
      </Scroll>
    </Page>
  )
}

const OverviewPage = () => {
  const text = useText().overview
  const { data, error, refresh } = useQuery('connection.get', {})
  if (data?.connection === null) return <Welcome />
  if (data?.connection) return <WithTenant connection={data.connection} />
  return (
    <Page title={text.title}>
      {error !== undefined && (
        <Scroll label={text.title}>
          <RequestNotice title={text.failed} error={error} onRetry={refresh} />
        </Scroll>
      )}
    </Page>
  )
}

export default OverviewPage
