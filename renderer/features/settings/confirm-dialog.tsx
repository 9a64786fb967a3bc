import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { type ReactNode, useEffect, useId } from 'react'

/** Also of the dialog that asks for a name. */
export const useDialogStyles = makeStyles({
  surface: { maxWidth: '640px', padding: '20px' },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  content: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
})

interface Props {
  readonly title: string
  readonly cancel: string
  readonly confirm: string
  readonly busy: boolean
  readonly children: ReactNode
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once, says what it means, and has the focus on the answer that changes nothing. */
export const ConfirmDialog = ({ title, cancel, confirm, busy, children, onConfirm, onClose }: Props) => {
  const s = useDialogStyles()
  const safe = useId()
  useEffect(() => document.getElementById(safe)?.focus(), [safe])
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={s.surface}>
        <DialogBody>
          <DialogTitle className={s.title}>{title}</DialogTitle>
          <DialogContent className={s.content}>{children}</DialogContent>
          <DialogActions>
            <Button id={safe} size="small" onClick={onClose}>
              {cancel}
            </Button>
            <Button size="small" appearance="primary" disabledFocusable={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
