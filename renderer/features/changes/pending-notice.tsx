import { Link, makeStyles } from '@fluentui/react-components'
import { Notice } from '../../components/notice.tsx'
import { usePendingChanges } from '../../components/use-pending-changes.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({ above: { padding: '4px 20px 8px', flexShrink: 0 } })

/** Says of the changes of a run that they have not come about. */
export const PendingNotice = ({ run }: { readonly run: string | undefined }) => {
  const s = useStyles()
  const text = useText().changes.pending
  const pending = usePendingChanges()
  if (pending === null || pending.runId !== run) return null
  return (
    <div className={s.above}>
      <Notice
        level={pending.beyondGuard ? 'warn' : 'info'}
        title={pending.held ? text.held : text.rehearsed}
        actions={<Link href={hrefOf('sync', { run })}>{text.show}</Link>}
      >
        {!pending.held && pending.beyondGuard && text.beyondGuard}
      </Notice>
    </div>
  )
}
