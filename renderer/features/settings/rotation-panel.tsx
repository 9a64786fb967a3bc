import { Button, makeStyles } from '@fluentui/react-components'
import type { RotationStatus } from '../../../shared/domain/credentials.ts'
import { markOf, nameOf } from '../../components/credential-name.ts'
import { Notice } from '../../components/notice.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { Card } from './card.tsx'
import { levelsOf, phaseOf } from './rotation-steps.ts'

const useStyles = makeStyles({
  body: { display: 'grid', gap: '12px', padding: '12px' },
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
  buttons: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
})

export interface RotationPanelProps {
  readonly status: RotationStatus
  readonly connectionId: string
  readonly act: Act
  readonly onExport: (format: 'cer' | 'pem') => void
  /** Which credential went, and whether the registration no longer holds it either. */
  readonly onGone: (name: string, removed: boolean) => void
}

const Steps = ({ status }: Pick<RotationPanelProps, 'status'>) => {
  const s = useStyles()
  const text = useText().credentials.rotation
  const { number, time } = useFormat()
  const { attempt, retryAt } = status
  const tries =
    attempt > 1 || retryAt !== null
      ? `, ${text.attempt({ attempt: number(attempt), at: retryAt === null ? undefined : time(retryAt) })}`
      : ''
  return (
    <ol className={s.steps} aria-label={text.title}>
      {levelsOf(status).map(({ step, level }) => (
        <li key={step} aria-current={level === 'run' || level === 'wait' || level === 'now' ? 'step' : undefined}>
          <Status level={level} wrap>
            {text.steps[step]}
            {(level === 'run' || level === 'wait') && tries}
          </Status>
        </li>
      ))}
    </ol>
  )
}

const Upload = ({ connectionId, onExport }: RotationPanelProps) => {
  const { credentials } = useText()
  const text = credentials.rotation
  return (
    <Notice
      level="info"
      title={text.uploadTitle}
      actions={
        <>
          <Button size="small" onClick={() => onExport('cer')}>
            {credentials.exportCer}
          </Button>
          <Button size="small" onClick={() => onExport('pem')}>
            {credentials.exportPem}
          </Button>
          <OpenLink link="registrationCredentials" connectionId={connectionId}>
            {text.openCredentials}
          </OpenLink>
        </>
      }
    >
      {text.uploadSteps}
    </Notice>
  )
}

/** Whoever has a copy of such a key could still sign in with it. */
const Left = ({ status, act, onGone }: RotationPanelProps) => {
  const s = useStyles()
  const { kinds, rotation: text } = useText().credentials
  const names = status.left.map((summary) => nameOf(summary, kinds)).join(', ')
  const counted = { count: status.left.length, names }
  const finish = () =>
    act.run(
      'finish',
      () => request('credentials.finishRotation', {}),
      ({ removed }) => onGone(names, removed),
    )
  const leave = () => act.run('abandon', () => request('credentials.abandonRotation', {}))
  const busy = act.busy !== undefined
  const offline = useOffline()
  return (
    <>
      <Notice level="warn" title={text.left(counted)}>
        {text.leftWhy(counted)}
      </Notice>
      <div className={s.buttons}>
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={busy || offline !== undefined}
          title={offline}
          onClick={finish}
        >
          {text.removeLeft}
        </Button>
        <Button size="small" disabledFocusable={busy} onClick={leave}>
          {text.leave}
        </Button>
      </div>
    </>
  )
}

/** The way back stands behind the way on. */
const Buttons = ({ status, act, onGone }: RotationPanelProps) => {
  const s = useStyles()
  const { kinds, rotation: text } = useText().credentials
  const phase = phaseOf(status)
  const abandon = () =>
    act.run(
      'abandon',
      () => request('credentials.abandonRotation', {}),
      ({ removed }) => onGone(nameOf(status.next, kinds), removed),
    )
  const finish = () =>
    act.run(
      'finish',
      () => request('credentials.finishRotation', {}),
      ({ removed }) => onGone(nameOf(status.former, kinds), removed),
    )
  const resume = () => act.run('resume', () => request('credentials.resumeRotation', {}))
  const cancel = () => act.run('cancel', () => request('credentials.cancelRotation', {}))
  const busy = act.busy !== undefined
  const offline = useOffline()
  if (phase === 'running') {
    return (
      <div>
        <Button size="small" disabledFocusable={busy} onClick={cancel}>
          {text.cancel}
        </Button>
      </div>
    )
  }
  const on = phase === 'switched' ? text.finish : phase === 'upload' ? text.uploaded : text.goOn
  return (
    <div className={s.buttons}>
      <Button
        size="small"
        appearance="primary"
        disabledFocusable={busy || offline !== undefined}
        title={offline}
        onClick={phase === 'switched' ? finish : resume}
      >
        {on}
      </Button>
      <Button size="small" disabledFocusable={busy} onClick={abandon}>
        {phase === 'switched' ? text.abandonSwitched : text.abandon}
      </Button>
    </div>
  )
}

/** A new certificate on its way to take over: what is done, what is next, and what the administrator can do now. */
export const RotationPanel = (props: RotationPanelProps) => {
  const s = useStyles()
  const text = useText().credentials.rotation
  const { status } = props
  const phase = phaseOf(status)
  const names = { next: markOf(status.next), former: markOf(status.former) }
  return (
    <Card label={text.title} title={text.title} note={text.of(names)}>
      <div className={s.body}>
        <Steps status={status} />
        {phase === 'switched' && <span>{text.waiting}</span>}
        {phase === 'goOn' && status.error === null && <span>{text.stopped}</span>}
        {phase !== 'running' && status.error !== null && status.error.code !== 'rotation_needs_upload' && (
          <RequestNotice error={status.error} />
        )}
        {phase === 'upload' && <Upload {...props} />}
        {phase === 'left' ? <Left {...props} /> : <Buttons {...props} />}
      </div>
    </Card>
  )
}
