import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { Section } from '../../components/page.tsx'
import { ReconnectLink, useIsLeft } from '../../components/reconnect-link.tsx'
import { RunPhases } from '../../components/run-progress.tsx'
import type { Sync } from '../../components/use-sync.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { mattersOf } from './attention.ts'
import { AttentionTable } from './attention-table.tsx'
import { LastRun } from './last-run.tsx'
import { TenantFacts } from './tenant-facts.tsx'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    columnGap: '32px',
    '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  why: { margin: '0 0 12px', color: tokens.colorNeutralForeground2, maxWidth: '64ch' },
})

interface Props {
  readonly connection: Connection
  readonly overview: Output<'directory.overview'>
  readonly sync: Sync
}

const NotYet = ({ sync }: Pick<Props, 'sync'>) => {
  const s = useStyles()
  const { app, overview, disconnect } = useText()
  const isLeft = useIsLeft()
  const offline = useOffline()
  const failed = sync.status?.last != null
  if (isLeft) {
    return (
      <Section title={disconnect.noData}>
        <p className={s.why}>{disconnect.noDataWhy}</p>
        <ReconnectLink large />
      </Section>
    )
  }
  return (
    <Section title={failed ? overview.first.failed : overview.first.notYet}>
      <p className={s.why}>{overview.first.notYetWhy}</p>
      <Button
        appearance="primary"
        icon={<ArrowSyncRegular />}
        disabledFocusable={sync.busy !== undefined || offline !== undefined}
        title={offline}
        onClick={sync.start}
      >
        {app.sync.now}
      </Button>
    </Section>
  )
}

/** A tenant is connected, and nothing of it has been published: the run under way, or the way to one. */
export const FirstSync = ({ connection, overview, sync }: Props) => {
  const s = useStyles()
  const { phases } = useText().sync
  const last = sync.status?.last ?? null
  const progress = sync.status?.progress ?? null
  const situation = { ...overview, connection, last }
  if (sync.status === undefined) return null
  return (
    <>
      {progress === null && mattersOf(situation, Date.now()).length > 0 && (
        <AttentionTable situation={situation} sync={sync} />
      )}
      <div className={s.columns}>
        {progress === null ? (
          <NotYet sync={sync} />
        ) : (
          <Section title={phases.title}>
            <RunPhases progress={progress} />
          </Section>
        )}
        <div>
          <TenantFacts connection={connection} />
          {progress === null && last !== null && <LastRun last={last} />}
        </div>
      </div>
    </>
  )
}
