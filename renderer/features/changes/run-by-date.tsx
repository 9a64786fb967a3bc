import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { ChangeRun } from '../../../shared/domain/change.ts'
import { useDialogStyles } from '../../components/confirm-dialog.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { endOfMinute } from './run-moment.ts'

/** The line has its height before it has words, so that the dialog does not jump. */
const useStyles = makeStyles({ found: { minHeight: '20px' } })

interface Props {
  /** Also what is looked for: any run for the directory as of it, one that changed something for its changes. */
  readonly of: 'asOf' | 'changes'
  readonly onChoose: (runId: string) => void
  readonly onClose: () => void
}

const useFound = (of: Props['of'], typed: string) => {
  const { byDate: text } = useText().changes
  const { dateTime } = useFormat()
  const before = endOfMinute(typed)
  const query = { before: before ?? '', changed: of === 'changes' }
  const { data, error } = useQuery('changes.runBefore', query, { when: before !== null })
  const wordsFor = (run: ChangeRun | null) =>
    run === null ? text.none[of] : text.found[of]({ when: dateTime(run.at) })
  return { run: data?.run ?? undefined, words: data && wordsFor(data.run), error }
}

/** Any run that is kept, by when it was: the newest that had ended by then. */
export const RunByDate = ({ of, onChoose, onClose }: Props) => {
  const dialog = useDialogStyles()
  const s = useStyles()
  const { byDate: text } = useText().changes
  const [typed, setTyped] = useState('')
  const { run, words, error } = useFound(of, typed)
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={dialog.surface}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (run !== undefined) onChoose(run.runId)
          }}
        >
          <DialogBody>
            <DialogTitle className={dialog.title}>{text.title[of]}</DialogTitle>
            <DialogContent className={dialog.content}>
              <Field label={text.label}>
                <Input
                  size="small"
                  type="datetime-local"
                  autoFocus
                  value={typed}
                  onChange={(_, { value }) => setTyped(value)}
                />
              </Field>
              <div className={s.found} role="status">
                {words}
              </div>
              {error && <RequestNotice title={text.failed} error={error} />}
            </DialogContent>
            <DialogActions>
              <Button size="small" onClick={onClose}>
                {text.cancel}
              </Button>
              <Button size="small" type="submit" appearance="primary" disabledFocusable={run === undefined}>
                {text.show}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
