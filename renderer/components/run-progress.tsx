import { Button, makeStyles, ProgressBar } from '@fluentui/react-components'
import { StopRegular } from '@fluentui/react-icons'
import type { SyncProgress } from '../../shared/domain/sync.ts'
import { useQuery } from '../ipc/use-query.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { Notice } from './notice.tsx'
import { Quiet } from './page.tsx'
import { announcementOf, fractionOf, headlineOf, phaseRowsOf } from './run-view.ts'
import { SimpleTable } from './simple-table.tsx'
import { Status } from './status.tsx'
import type { Sync } from './use-sync.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px' },
  line: { fontVariantNumeric: 'tabular-nums' },
})

/** What a run does, how far it is, and that the old snapshot is shown as long as it is not proven. */
export const RunProgress = ({ progress }: { readonly progress: SyncProgress }) => {
  const s = useStyles()
  const { app, sync } = useText()
  const format = useFormat()
  const snapshot = useQuery('directory.overview', {}).data?.snapshot
  const fraction = fractionOf(progress)
  const counted = (count: number) => ({ count, text: format.number(count) })
  const { resumed } = progress
  const kept = snapshot ? sync.progress.kept({ when: format.dateTime(snapshot.publishedAt) }) : sync.progress.first
  return (
    <div className={s.root}>
      <div className={s.line}>{headlineOf(progress, sync, format)}</div>
      <span className="sr" role="status">
        {announcementOf(progress, sync, format)}
      </span>
      {resumed !== undefined && (
        <Quiet>{sync.progress.resumed({ users: counted(resumed.users), groups: counted(resumed.groups) })}</Quiet>
      )}
      <ProgressBar aria-label={app.sync.progress} {...(fraction === undefined ? {} : { value: fraction })} />
      <Notice level="info" title={kept} />
    </div>
  )
}

/** All steps of a run with their figures. */
export const RunPhases = ({ progress }: { readonly progress: SyncProgress }) => {
  const { columns, rows, states, title } = useText().sync.phases
  const { number } = useFormat()
  return (
    <SimpleTable
      label={title}
      columns={[
        { header: columns.phase, width: '34%' },
        { header: columns.state, width: '26%' },
        { header: columns.read, align: 'end' },
        { header: columns.of, align: 'end' },
      ]}
      rows={phaseRowsOf(progress).map(({ row, state, done, total }) => [
        rows[row],
        <Status key="state" level={state}>
          {states[state]}
        </Status>,
        done === undefined ? '' : number(done),
        typeof total === 'number' ? number(total) : '',
      ])}
    />
  )
}

export const CancelRun = ({ sync }: { readonly sync: Sync }) => {
  const text = useText().app.sync
  const { cancelling } = sync
  return (
    <Button size="small" icon={<StopRegular />} disabledFocusable={cancelling} onClick={sync.cancel}>
      {cancelling ? text.cancelling : text.cancel}
    </Button>
  )
}
