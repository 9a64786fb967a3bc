import { Button, makeStyles, Switch, tokens } from '@fluentui/react-components'
import { Fragment, type ReactNode, useId, useState } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { KeptCredential } from '../../../shared/domain/credentials.ts'
import type { LinkId } from '../../../shared/ipc/app.ts'
import { Ago } from '../../components/ago.tsx'
import { CancelTest } from '../../components/cancel-test.tsx'
import { ExpiryText } from '../../components/expiry-text.tsx'
import { OpenIcon } from '../../components/open-link.tsx'
import { Mono, Quiet } from '../../components/page.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { hrefOf, navigate } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { Card } from './card.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { reconnect } from './left-notice.tsx'
import type { useConnectionTest } from './use-connection-test.ts'

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'minmax(112px, max-content) minmax(0, 1fr) max-content',
    columnGap: '16px',
    alignItems: 'center',
    margin: 0,
    padding: '4px 12px',
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, minHeight: '28px', display: 'flex', alignItems: 'center', overflowWrap: 'anywhere', minWidth: 0 },
  buttons: {
    margin: 0,
    display: 'flex',
    gap: '4px',
    justifyContent: 'flex-end',
    minHeight: '28px',
    alignItems: 'center',
  },
  actions: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
})

interface FieldOfCard {
  readonly name: string
  readonly value: ReactNode
  /** What is copied; without it there is no button. */
  readonly copy?: string
  /** Where in the portal it is looked after. */
  readonly portal?: LinkId
}

const mono = (value: string) => <Mono>{value}</Mono>

/** The mode follows from what was entered; with one of each kind kept, somebody has chosen. */
const modeOf = (
  { credential: { kind } }: Connection,
  kept: readonly KeptCredential[],
  text: ReturnType<typeof useText>['settings']['card'],
): string => {
  const isChosen = kept.some(({ summary, pending }) => !pending && summary.kind !== kind)
  return (isChosen ? text.chosenModes : text.modes)[kind]
}

const useCredentialFields = (connection: Connection): readonly FieldOfCard[] => {
  const text = useText().settings.card
  const kept = useQuery('credentials.list', {}).data?.credentials ?? []
  const { credential, state } = connection
  // None is kept any more, so none signs in.
  if (state === 'disconnected') return []
  const words = modeOf(connection, kept, text)
  const mode: FieldOfCard = { name: text.mode, value: words, copy: words }
  const end = kept.find(({ active }) => active)?.expiresAt ?? null
  const expires: FieldOfCard =
    end === null
      ? { name: text.expires, value: <Quiet>{text.expiryUnknown}</Quiet> }
      : { name: text.expires, value: <ExpiryText notAfter={end} />, copy: end, portal: 'registrationCredentials' }
  if (credential.kind === 'secret') {
    return [mode, { name: text.hint, value: mono(credential.hint), copy: credential.hint }, expires]
  }
  return [mode, { name: text.thumbprint, value: mono(credential.thumbprint), copy: credential.thumbprint }, expires]
}

const Fields = ({ connection }: { readonly connection: Connection }) => {
  const s = useStyles()
  const { app, settings } = useText()
  const text = settings.card
  const { tenantName, tenantId, clientId, scope, cloud } = connection
  const fields: readonly FieldOfCard[] = [
    { name: text.tenantName, value: tenantName, copy: tenantName },
    { name: text.tenantId, value: mono(tenantId), copy: tenantId, portal: 'tenantOverview' },
    { name: text.clientId, value: mono(clientId), copy: clientId, portal: 'registrationOverview' },
    { name: text.scope, value: mono(scope), copy: scope },
    { name: text.cloud, value: app.clouds[cloud], copy: app.clouds[cloud] },
    ...useCredentialFields(connection),
  ]
  return (
    <dl className={s.fields}>
      {fields.map(({ name, value, copy, portal }) => (
        <Fragment key={name}>
          <dt className={s.name}>{name}</dt>
          <dd className={s.value}>{value}</dd>
          <dd className={s.buttons}>
            {portal && (
              <OpenIcon link={portal} connectionId={connection.id}>
                {text.inPortal({ name })}
              </OpenIcon>
            )}
            {copy !== undefined && <CopyButton text={copy} label={text.copy({ name })} />}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** Switching off leads to the rehearsal, switching on back by what was kept, or to the form where nothing was. */
const Toggle = ({ connection, back }: { readonly connection: Connection; readonly back: Act }) => {
  const { toggle } = useText().disconnect
  const [asking, setAsking] = useState(false)
  const { state } = connection
  const change = () => {
    if (state === 'connected') setAsking(true)
    else if (state === 'paused') reconnect(connection, back)
    else navigate(hrefOf('settings', { edit: 'certificate' }))
  }
  return (
    <>
      <Switch aria-label={toggle} title={toggle} checked={state === 'connected'} onChange={change} />
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
  const { date } = useFormat()
  const { connection, test, back } = props
  const { defaultDomain, connectedAt, tenantName, state } = connection
  return (
    <Card
      label={text.label}
      title={tenantName}
      note={text.connected({ domain: defaultDomain ?? undefined, when: date(connectedAt) })}
      actions={
        <div className={s.actions}>
          <State connection={connection} test={test} />
          {state === 'connected' && (
            <>
              <Button id={began} size="small" disabledFocusable={test.busy} onClick={test.run}>
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
      <Fields connection={connection} />
    </Card>
  )
}
