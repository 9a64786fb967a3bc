import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { CancelTest } from '../../components/cancel-test.tsx'
import { CredentialFields } from '../../components/credential-fields.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useConnectionForm } from '../../components/use-connection-form.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { Card } from './card.tsx'
import { RegistrationFields } from './registration-fields.tsx'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '12px', padding: '12px' },
  fields: { display: 'grid', gap: '8px', maxWidth: '680px', gridTemplateColumns: 'minmax(0, 1fr)' },
  buttons: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  busy: { color: tokens.colorNeutralForeground2, maxWidth: '680px', ':not(:empty)': { marginTop: '8px' } },
})

interface Props {
  /** What is saved, to be changed; null for a first connection. */
  readonly connection: Connection | null
  /** Opened to give another credential, by this way first. */
  readonly another: 'files' | 'paste' | undefined
  readonly onSaved: (connection: Connection) => void
  readonly onCancel: (() => void) | undefined
}

type Working = ReturnType<typeof useConnectionForm>

const Refused = ({ form }: Pick<Working, 'form'>) => {
  const { form: text } = useText().settings
  if (form.refusal === undefined) return null
  const lookup = form.refusal.params['aadsts'] !== undefined
  return (
    <RequestNotice
      title={text.refused}
      error={form.refusal}
      actions={lookup && <OpenLink link="entraErrorLookup">{text.lookup}</OpenLink>}
    />
  )
}

const Buttons = ({ form: { phase, cancelled }, onCancel }: Pick<Working, 'form'> & Pick<Props, 'onCancel'>) => {
  const s = useStyles()
  const submit = useId()
  const offline = useOffline()
  const testing = phase === 'testing'
  const { form: text } = useText().settings
  return (
    <div>
      <div className={s.buttons}>
        <Button
          id={submit}
          type="submit"
          size="small"
          appearance="primary"
          disabledFocusable={testing || offline !== undefined}
          title={offline}
          {...(testing ? { icon: <Spinner size="extra-tiny" aria-hidden="true" /> } : {})}
        >
          {testing ? text.testing : text.submit}
        </Button>
        {testing && <CancelTest began={submit} />}
        {!testing && onCancel && (
          <Button size="small" onClick={onCancel}>
            {text.cancel}
          </Button>
        )}
      </div>
      <div className={s.busy} role="status">
        {testing && text.testingWhy}
        {cancelled && text.cancelled}
      </div>
    </div>
  )
}

/** Enters or changes the connection. Only what has signed in is saved, and main alone decides that. */
export const ConnectionForm = ({ connection, another, onSaved, onCancel }: Props) => {
  const s = useStyles()
  const { form: text } = useText().settings
  const { root, form, dispatch, choose, submit } = useConnectionForm(connection, another, onSaved)
  const title = connection === null ? text.connect : text.change
  return (
    <Card
      label={title}
      title={title}
      note={connection === null ? text.connectLead : text.changeLead}
      actions={<OpenLink link="appRegistrations">{text.registrations}</OpenLink>}
    >
      <form
        ref={root}
        className={s.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Refused form={form} />
        <div className={s.fields}>
          <RegistrationFields form={form} dispatch={dispatch} connection={connection} />
          <CredentialFields form={form} dispatch={dispatch} connection={connection} onChoose={choose} />
        </div>
        <Buttons form={form} onCancel={onCancel} />
      </form>
    </Card>
  )
}
