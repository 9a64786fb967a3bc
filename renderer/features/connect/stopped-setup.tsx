import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { SetupStatus } from '../../../shared/domain/setup.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Notice } from '../../components/notice.tsx'
import { Facts, Mono } from '../../components/page.tsx'
import { detailsOf, RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useLanguage, useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { WizardStepBody } from './wizard-frame.tsx'

interface Props {
  readonly status: SetupStatus
  readonly signedOut: boolean
  readonly act: Act
  readonly children: ReactNode
}

/** What a stop leaves at Microsoft, so that nobody has to guess. */
const Made = ({ status }: Pick<Props, 'status'>) => {
  const text = useText().connect
  const { displayName, clientId, granted } = status.made
  const made = [
    ...(clientId === null ? [] : [`${displayName}, ${clientId}`]),
    ...(granted.length === 0 ? [] : [granted.join(', ')]),
  ]
  const lines = made.map((one) => (
    <div key={one}>
      <Mono>{one}</Mono>
    </div>
  ))
  return <Facts rows={[[text.made, made.length === 0 ? text.nothingMade : lines]]} />
}

const Why = ({ error }: Pick<SetupStatus, 'error'>) => {
  const text = useText().connect
  const language = useLanguage()
  if (error === null) {
    return (
      <Notice level="warn" title={text.stopped}>
        {text.stoppedWhy}
      </Notice>
    )
  }
  const { message, remedy } = explain(error, language)
  return (
    <Notice level="warn" title={text.stopped} details={detailsOf(error, message)}>
      {message} {remedy ?? text.stoppedWhy}
    </Notice>
  )
}

/** Going on and taking back; each signs in first where nobody is signed in that may do it. */
const useWaysOn = ({ status, signedOut, act }: Omit<Props, 'children'>) => {
  const { cloud, tenantId, made, error } = status
  // The one who is signed in was refused: going on takes somebody else.
  const another = signedOut || error?.code === 'admin_role_missing'
  const removesSigned = signedOut && made.applicationId !== null
  const signIn = async (needed: boolean) => {
    if (needed) await request('setup.signIn', { cloud, tenant: tenantId })
  }
  const goOn = () =>
    act.run(another ? 'signIn' : 'resume', async () => {
      await signIn(another)
      return request('setup.resume', { features: null })
    })
  const remove = () =>
    act.run(removesSigned ? 'signIn' : 'remove', async () => {
      await signIn(removesSigned)
      return request('setup.remove', {})
    })
  return { another, removesSigned, goOn, remove }
}

/** What exists already, and the two ways on. */
export const Stopped = (props: Props) => {
  const text = useText().connect
  const { status, act, children } = props
  const { another, removesSigned, goOn, remove } = useWaysOn(props)
  const busy = act.busy !== undefined
  const isWaiting = act.busy === 'signIn'
  const offline = useOffline()
  // Where nothing was made there is nothing to take back at Microsoft.
  const hinders = status.made.applicationId === null ? undefined : offline
  const stopWaiting = () => void request('setup.cancelBrowser', {}).catch(() => undefined)
  return (
    <WizardStepBody
      title={text.stages.setup}
      back={
        <Button size="small" disabledFocusable={busy || hinders !== undefined} title={hinders} onClick={remove}>
          {removesSigned ? text.removeSigned : text.remove}
        </Button>
      }
      waiting={isWaiting && <Status level="wait">{text.waiting}</Status>}
      next={
        isWaiting ? (
          <Button size="small" onClick={stopWaiting}>
            {text.stopWaiting}
          </Button>
        ) : (
          <Button
            size="small"
            appearance="primary"
            disabledFocusable={busy || offline !== undefined}
            title={offline}
            onClick={goOn}
          >
            {another ? text.goOnSigned : text.goOn}
          </Button>
        )
      }
    >
      <Why error={status.error} />
      {act.error && act.error.code !== 'cancelled' && (
        <RequestNotice title={text.notDone} error={act.error} onDismiss={act.dismiss} />
      )}
      <Made status={status} />
      {children}
    </WizardStepBody>
  )
}
