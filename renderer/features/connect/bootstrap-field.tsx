import { Button, Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { isClientId } from '../../../shared/domain/identifiers.ts'
import { type Bootstrap, defaultBootstrap, delegatedScopes, signInRedirect } from '../../../shared/domain/setup.ts'
import { Quiet } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { display: 'flex', gap: '8px', alignItems: 'flex-start', flexWrap: 'wrap' },
  id: { maxWidth: '400px' },
})

/** What the administrator has to know of the client before signing in through it. */
export const BootstrapCaveat = ({ bootstrap }: { readonly bootstrap: Bootstrap }) => {
  const text = useText().connect.bootstrap
  const { clientId, clientName } = bootstrap
  return (
    <Quiet>
      {clientName === null
        ? text.custom({ client: clientId, redirect: signInRedirect, scopes: delegatedScopes.join(', ') })
        : text.known({ name: clientName })}
    </Quiet>
  )
}

interface Props {
  readonly bootstrap: Bootstrap
  /** What main keeps has changed. */
  readonly onChanged: () => void
}

/** A client of the tenant's own, by its id. */
const OwnClient = (props: {
  readonly bootstrap: Bootstrap
  readonly busy: boolean
  readonly onUse: (id: string) => void
}) => {
  const s = useStyles()
  const { connect, settings } = useText()
  const text = connect.bootstrap
  const { bootstrap, busy, onUse } = props
  const [id, setId] = useState(bootstrap.isDefault ? '' : bootstrap.clientId)
  const [isWrong, setWrong] = useState(false)
  const given = id.trim()
  const use = () => {
    setWrong(!isClientId(given))
    if (isClientId(given)) onUse(given)
  }
  const isUsed = !bootstrap.isDefault && bootstrap.clientId === given.toLowerCase()
  return (
    <>
      <Field
        className={s.id}
        label={text.clientId}
        {...(isWrong ? { validationState: 'error', validationMessage: settings.form.wrong.clientId } : {})}
      >
        <Input
          size="small"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          value={id}
          onChange={(_, { value }) => setId(value)}
        />
      </Field>
      <div className={s.line}>
        <Button size="small" disabledFocusable={busy} onClick={use}>
          {text.use}
        </Button>
        <span role="status">{isUsed && <Status level="ok">{text.used}</Status>}</span>
      </div>
    </>
  )
}

interface Props {
  readonly bootstrap: Bootstrap
  /** What main keeps has changed. */
  readonly onChanged: () => void
}

/** Which public client the sign-in goes through: the default, or one of the tenant's own. */
export const BootstrapField = ({ bootstrap, onChanged }: Props) => {
  const s = useStyles()
  const text = useText().connect.bootstrap
  const act = useAct(onChanged)
  const [choice, setChoice] = useState(bootstrap.isDefault ? 'usual' : 'own')
  const keep = (clientId: string | null) => act.run('keep', () => request('setup.setBootstrap', { clientId }))
  const choose = (value: string) => {
    setChoice(value)
    if (value === 'usual' && !bootstrap.isDefault) keep(null)
  }
  return (
    <div className={s.root}>
      <Field label={text.label}>
        <RadioGroup value={choice} onChange={(_, { value }) => choose(value)}>
          <Radio value="usual" label={text.usual({ name: defaultBootstrap.clientName })} />
          <Radio value="own" label={text.own} />
        </RadioGroup>
      </Field>
      {choice === 'own' && <OwnClient bootstrap={bootstrap} busy={act.busy !== undefined} onUse={keep} />}
      {act.error && <RequestNotice error={act.error} onDismiss={act.dismiss} />}
    </div>
  )
}
