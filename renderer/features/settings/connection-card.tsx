import { Button, makeStyles, Switch } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import { Ago } from '../../components/ago.tsx'
import { CancelTest } from '../../components/cancel-test.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { hrefOf, navigate } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { Card } from './card.tsx'
import { ConnectionFields } from './connection-fields.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { reconnect } from './left-notice.tsx'
import type { useConnectionTest } from './use-connection-test.ts'

const useStyles = makeStyles({
  actions: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
})

/** Switching off leads to the rehearsal, switching on back by what was kept, to the form where nothing was, or anew. */
const Toggle = ({ connection, back }: { readonly connection: Connection; readonly back: Act }) => {
  const { toggle } = useText().disconnect
  const [asking, setAsking] = useState(false)
  const { state, registrationRemoved } = connection
  const offline = useOffline()
  const obstacle = state === 'paused' && !registrationRemoved ? offline : undefined
  const change = () => {
    if (state === 'connected') setAsking(true)
    else if (registrationRemoved) navigate(hrefOf('connect'))
    else if (state === 'paused') reconnect(connection, back)
    else navigate(hrefOf('settings', { edit: 'certificate' }))
  }
  return (
    <>
      <Switch
        aria-label={toggle}
        title={obstacle ?? toggle}
        disabled={obstacle !== undefined}
        checked={state === 'connected'}
        onChange={change}
      />
      {asking && <DisconnectDialog connection={connection} pause onClose={() => setAsking(false)} />}
    </>
  )
}

type Test = ReturnType<typeof useConnectionTest>

const State = ({ connection, test }: { readonly connection: Connection; readonly test: Test }) => {
  const { disconnect, settings } = useText()
  const { card: text } = settings
  const { state, testedAt } = connection
  if (state !== 'connected') return <Status level="off">{disconnect[state]}</Status>
  const level = test.busy ? 'run' : test.error ? 'error' : 'ok'
  return (
    <Status level={level} wrap>
      {test.busy ? text.testing : test.error ? text.refused : text.tested} {level === 'ok' && <Ago at={testedAt} />}
    </Status>
  )
}

/** The connection with every field copyable; testing, changing and pausing it stand in its head. */
export const ConnectionCard = (props: { readonly connection: Connection; readonly test: Test; readonly back: Act }) => {
  const s = useStyles()
  const text = useText().settings.card
  const began = useId()
  const offline = useOffline()
  const { date } = useFormat()
  const { connection, test, back } = props
  const { defaultDomain, connectedAt, state } = connection
  return (
    <Card
      label={text.label}
      title={titleOf(connection)}
      note={text.connected({ domain: defaultDomain ?? undefined, when: date(connectedAt) })}
      actions={
        <div className={s.actions}>
          <State connection={connection} test={test} />
          {state === 'connected' && (
            <>
              <Button
                id={began}
                size="small"
                disabledFocusable={test.busy || offline !== undefined}
                title={offline}
                onClick={test.run}
              >
                {text.test}
              </Button>
              {test.busy && <CancelTest began={began} />}
              <Button as="a" size="small" href={hrefOf('settings', { edit: 'connection' })}>
                {text.change}
              </Button>
            </>
          )}
          <Toggle connection={connection} back={back} />
        </div>
      }
    >
      <ConnectionFields connection={connection} />
    </Card>
  )
}
