import { Button, makeStyles } from '@fluentui/react-components'
import type { SetupStatus } from '../../../shared/domain/setup.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Notice } from '../../components/notice.tsx'
import { Facts, Mono } from '../../components/page.tsx'
import { detailsOf, RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { stepsOf } from './setup-view.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '16px', maxWidth: '760px' },
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

interface Props {
  readonly status: SetupStatus
  /** The administrator's sign-in of this run is over. */
  readonly signedOut: boolean
  readonly act: Act
}

const Steps = ({ status }: Pick<Props, 'status'>) => {
  const s = useStyles()
  const text = useText().connect
  const { number, time } = useFormat()
  return (
    <ol className={s.steps} aria-label={text.stages.setup}>
      {stepsOf(status).map(({ step, level, attempt, retryAt }) => (
        <li key={step} aria-current={level === 'run' || level === 'wait' || level === 'now' ? 'step' : undefined}>
          <Status level={level} wrap>
            {text.steps[step]}
            {attempt !== undefined &&
              level !== 'ok' &&
              `, ${text.attempt({ attempt: number(attempt), at: retryAt === null ? undefined : time(retryAt) })}`}
          </Status>
        </li>
      ))}
    </ol>
  )
}

/** What a stop leaves at Microsoft and here, so that nobody has to guess. */
const Made = ({ status }: Pick<Props, 'status'>) => {
  const text = useText().connect
  const { displayName, clientId, granted } = status.made
  const made = [
    ...(clientId === null ? [] : [`${displayName}, ${clientId}`]),
    ...(granted.length === 0 ? [] : [granted.join(', ')]),
  ]
  return (
    <Facts
      rows={[
        [
          text.made,
          made.length === 0
            ? text.nothingMade
            : made.map((one) => (
                <div key={one}>
                  <Mono>{one}</Mono>
                </div>
              )),
        ],
      ]}
    />
  )
}

const Stopped = ({ status, signedOut, act }: Props) => {
  const s = useStyles()
  const text = useText().connect
  const language = useLanguage()
  const { cloud, tenantId, made, error } = status
  // The one who is signed in was refused: going on takes somebody else.
  const another = signedOut || error?.code === 'admin_role_missing'
  const signIn = async (needed: boolean) => {
    if (needed) await request('setup.signIn', { cloud, tenant: tenantId })
  }
  const goOn = () =>
    act.run('resume', async () => {
      await signIn(another)
      return request('setup.resume', { features: null })
    })
  const remove = () =>
    act.run('remove', async () => {
      await signIn(signedOut && made.applicationId !== null)
      return request('setup.remove', {})
    })
  const explained = error === null ? undefined : explain(error, language)
  const busy = act.busy !== undefined
  return (
    <>
      <Notice
        level="warn"
        title={text.stopped}
        {...(error === null || explained === undefined ? {} : { details: detailsOf(error, explained.message) })}
      >
        {explained === undefined ? text.stoppedWhy : `${explained.message} ${explained.remedy ?? text.stoppedWhy}`}
      </Notice>
      <Made status={status} />
      <div className={s.buttons}>
        <Button size="small" appearance="primary" disabledFocusable={busy} onClick={goOn}>
          {another ? text.goOnSigned : text.goOn}
        </Button>
        <Button size="small" disabledFocusable={busy} onClick={remove}>
          {signedOut && made.applicationId !== null ? text.removeSigned : text.remove}
        </Button>
      </div>
      <span role="status">{busy && another && <Status level="wait">{text.waiting}</Status>}</span>
      {act.error && <RequestNotice title={text.notDone} error={act.error} onDismiss={act.dismiss} />}
    </>
  )
}

/** The steps as they come about; where they stop, what there is and the two ways on. */
export const SetupStep = (props: Props) => {
  const s = useStyles()
  const text = useText().connect
  const stop = () => props.act.run('stop', () => request('setup.cancel', {}))
  return (
    <div className={s.root}>
      <Steps status={props.status} />
      {props.status.state === 'running' && (
        <div className={s.buttons}>
          <Button size="small" disabledFocusable={props.act.busy !== undefined} onClick={stop}>
            {text.stop}
          </Button>
        </div>
      )}
      {props.status.state === 'stopped' && <Stopped {...props} />}
    </div>
  )
}
