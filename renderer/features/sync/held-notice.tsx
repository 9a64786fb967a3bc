import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { PendingChanges } from '../../../shared/domain/change.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const useWords = ({ usersRemoved, groupsRemoved, lost }: PendingChanges['counts']): string => {
  const { guard } = useText().sync
  const { number } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  return guard.title({ users: counted(usersRemoved), groups: counted(groupsRemoved), lost: counted(lost) })
}

/** How much would be removed, why that waits, and the two answers: the one that changes nothing first. */
export const HeldNotice = ({ pending: { runId, counts } }: { readonly pending: PendingChanges }) => {
  const { guard: text } = useText().sync
  const { number } = useFormat()
  const limits = useQuery('changes.guard', {}).data
  const act = useAct()
  const [asked, setAsked] = useState(false)
  const title = useWords(counts)
  const isBusy = act.busy !== undefined
  return (
    <>
      <Notice
        level="warn"
        title={title}
        actions={
          <>
            <Button
              size="small"
              disabledFocusable={isBusy}
              onClick={() => act.run('keep', () => request('sync.keepHeld', { runId }))}
            >
              {text.keep}
            </Button>
            <Button size="small" disabledFocusable={isBusy} onClick={() => setAsked(true)}>
              {text.apply}
            </Button>
          </>
        }
      >
        {limits && `${text.why({ part: number(limits.part), least: number(limits.least) })} ${text.waits}`}
      </Notice>
      {act.error && <RequestNotice title={text.failed} error={act.error} onDismiss={act.dismiss} />}
      {asked && (
        <ConfirmDialog
          title={text.confirmTitle}
          cancel={text.stay}
          confirm={text.confirm}
          busy={isBusy}
          onClose={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false)
            act.run('apply', () => request('sync.applyHeld', { runId }))
          }}
        >
          <span>{title}.</span>
          <span>{text.confirmWhy}</span>
        </ConfirmDialog>
      )}
    </>
  )
}
