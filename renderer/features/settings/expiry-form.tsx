import { Button, Input, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { KeptCredential } from '../../../shared/domain/credentials.ts'
import { FormField } from '../../components/form-field.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import { endOf } from './expiry-day.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', maxWidth: '520px', padding: '8px 0' },
  buttons: { display: 'flex', gap: '8px' },
})

interface Props {
  readonly credential: KeptCredential
  readonly act: Act
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** The end of a secret as the administrator knows it. */
export const ExpiryForm = ({ credential, act, onSaved, onClose }: Props) => {
  const s = useStyles()
  const text = useText().credentials.expiry
  const [day, setDay] = useState(credential.expiresAt?.slice(0, 10) ?? '')
  const [isWrong, setWrong] = useState(false)
  const save = () => {
    const expiresAt = endOf(day)
    setWrong(expiresAt === undefined)
    if (expiresAt === undefined) return
    act.run('expiry', () => request('credentials.setExpiry', { id: credential.id, expiresAt }), onSaved)
  }
  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <FormField label={text.label} hint={text.hint} message={isWrong ? text.wrong : undefined}>
        <Input size="small" type="date" autoFocus value={day} onChange={(_, { value }) => setDay(value)} />
      </FormField>
      <div className={s.buttons}>
        <Button size="small" type="submit" appearance="primary" disabledFocusable={act.busy === 'expiry'}>
          {text.save}
        </Button>
        <Button size="small" onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </form>
  )
}
