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
} from '@fluentui/react-components'
import { useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import { useDialogStyles } from './confirm-dialog.tsx'

/** Most that the contract takes of a name. */
const longest = 80

/** What a tenant is called on this computer; left empty, as it calls itself. */
export const RenameDialog = ({
  connection,
  onClose,
}: {
  readonly connection: Connection
  readonly onClose: () => void
}) => {
  const s = useDialogStyles()
  const { rename: text } = useText().tenants
  const { id, tenantName } = connection
  const [typed, setTyped] = useState(titleOf(connection))
  const act = useAct()
  const save = () => {
    const name = typed.trim()
    const chosen = name === '' || name === tenantName ? null : name
    act.run('rename', () => request('connection.rename', { id, name: chosen }), onClose)
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={s.surface}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <DialogBody>
            <DialogTitle className={s.title}>{text.title({ name: titleOf(connection) })}</DialogTitle>
            <DialogContent className={s.content}>
              <Field label={text.label} hint={text.hint({ name: tenantName })}>
                <Input
                  size="small"
                  autoFocus
                  value={typed}
                  maxLength={longest}
                  autoComplete="off"
                  onFocus={(event) => event.target.select()}
                  onChange={(_, { value }) => setTyped(value)}
                />
              </Field>
              {act.error && <RequestNotice title={text.refused} error={act.error} />}
            </DialogContent>
            <DialogActions>
              <Button size="small" onClick={onClose}>
                {text.cancel}
              </Button>
              <Button size="small" type="submit" appearance="primary" disabledFocusable={act.busy !== undefined}>
                {text.save}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
