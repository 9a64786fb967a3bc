import { Button, Link, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowSyncCircleRegular, ArrowSyncRegular, BeakerRegular, MoreHorizontalRegular } from '@fluentui/react-icons'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { Blank } from '../../components/notice.tsx'
import { Page, Scroll } from '../../components/page.tsx'
import { ReconnectLink, useIsLeft } from '../../components/reconnect-link.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { CancelRun } from '../../components/run-progress.tsx'
import { type Sync, useSync } from '../../components/use-sync.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf, useRoute } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { EndedRun } from './ended-run.tsx'
import { GuardMenu } from './guard-menu.tsx'
import { RunningRun } from './running-run.tsx'
import { ScheduleSection } from './schedule-section.tsx'

const SyncNow = ({ sync, large = false }: { readonly sync: Sync; readonly large?: boolean }) => {
  const { sync: text } = useText().app
  const why = useOffline()
  const isLeft = useIsLeft()
  if (isLeft) return <ReconnectLink large={large} />
  const isBusy = sync.busy !== undefined || why !== undefined
  if (!large) return <SyncWays sync={sync} isBusy={isBusy} why={why} />
  return (
    <Button
      appearance="primary"
      icon={<ArrowSyncRegular />}
      disabledFocusable={isBusy}
      title={why}
      onClick={sync.start}
    >
      {text.now}
    </Button>
  )
}

/** 'Sync now', and what else there is to do about it. */
const SyncWays = (props: { readonly sync: Sync; readonly isBusy: boolean; readonly why: string | undefined }) => {
  const { sync, isBusy, why } = props
  const text = useText()
  return (
    <>
      <Button size="small" icon={<ArrowSyncRegular />} disabledFocusable={isBusy} title={why} onClick={sync.start}>
        {text.app.sync.now}
      </Button>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            disabledFocusable={isBusy}
            aria-label={text.sync.more}
            title={why}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<ArrowSyncCircleRegular />} onClick={sync.startFull}>
              {text.sync.full}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  )
}

const Rehearse = ({ sync }: { readonly sync: Sync }) => {
  const text = useText().sync
  const isLeft = useIsLeft()
  const why = useOffline()
  if (isLeft) return null
  return (
    <Button
      size="small"
      icon={<BeakerRegular />}
      disabledFocusable={sync.busy !== undefined || why !== undefined}
      title={why}
      onClick={sync.rehearse}
    >
      {text.rehearse}
    </Button>
  )
}

const NoTenant = () => {
  const text = useText().sync
  return (
    <Page title={text.title}>
      <Blank title={text.empty.noTenant} actions={<Link href={hrefOf('settings')}>{text.empty.connect}</Link>} />
    </Page>
  )
}

const NoRun = ({ sync }: { readonly sync: Sync }) => {
  const text = useText().sync
  return (
    <Page title={text.title}>
      <Scroll label={text.title}>
        <Blank title={text.empty.noRun} actions={<SyncNow sync={sync} large />}>
          {text.empty.noRunWhy}
        </Blank>
        <ScheduleSection />
      </Scroll>
    </Page>
  )
}

const Ended = ({ run, last, sync }: { readonly run: SyncRun; readonly last: SyncRun | null; readonly sync: Sync }) => {
  const text = useText().sync
  const { dateTime } = useFormat()
  const time = dateTime(run.startedAt)
  const isLast = last === null || run.runId === last.runId
  return (
    <Page
      title={text.title}
      note={isLast ? text.notes.ended({ time }) : text.notes.earlier({ time })}
      actions={
        <>
          {!isLast && <Link href={hrefOf('sync')}>{text.showLast}</Link>}
          {!sync.status?.progress && <GuardMenu />}
          {!sync.status?.progress && <Rehearse sync={sync} />}
          {!sync.status?.progress && <SyncNow sync={sync} />}
        </>
      }
    >
      <Scroll label={text.title}>
        <EndedRun run={run} isLast={isLast} />
      </Scroll>
    </Page>
  )
}

const Running = ({ sync }: { readonly sync: Sync }) => {
  const text = useText().sync
  const { time } = useFormat()
  const progress = sync.status?.progress
  if (!progress) return null
  return (
    <Page
      title={text.title}
      note={text.notes.running({ time: time(progress.startedAt) })}
      actions={<CancelRun sync={sync} />}
    >
      <Scroll label={text.title}>
        <RunningRun progress={progress} />
      </Scroll>
    </Page>
  )
}

/** A run that the address names: `#/sync?run=<id>`. */
const Named = ({ runId, sync }: { readonly runId: string; readonly sync: Sync }) => {
  const text = useText().sync
  const { data, error } = useQuery('sync.run', { runId })
  if (data !== undefined) return <Ended run={data} last={sync.status?.last ?? null} sync={sync} />
  return (
    <Page title={text.title}>
      {error !== undefined && (
        <Blank title={text.unknownRun} actions={<Link href={hrefOf('sync')}>{text.showLast}</Link>} />
      )}
    </Page>
  )
}

const WithTenant = ({ named }: { readonly named: string | null }) => {
  const text = useText().sync
  const { error, refresh } = useQuery('sync.status', {})
  const sync = useSync()
  const { progress, last } = sync.status ?? {}
  if (named !== null && named !== progress?.runId) return <Named key={named} runId={named} sync={sync} />
  if (progress) return <Running sync={sync} />
  if (last) return <Ended run={last} last={last} sync={sync} />
  if (sync.status !== undefined) return <NoRun sync={sync} />
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

const SyncPage = () => {
  const { title } = useText().sync
  const { query } = useRoute()
  const connection = useQuery('connection.get', {}).data
  if (connection === undefined) return <Page title={title}>{null}</Page>
  return connection.connection === null ? <NoTenant /> : <WithTenant named={query.get('run')} />
}

export default SyncPage
