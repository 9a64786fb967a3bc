import { Button, ProgressBar } from '@fluentui/react-components'
import type { SetupStatus } from '../../../shared/domain/setup.ts'
import { Quiet } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { type StepView, stepsOf } from './setup-view.ts'
import { Stopped } from './stopped-setup.tsx'
import { WizardStepBody } from './wizard-frame.tsx'

interface Props {
  readonly status: SetupStatus
  /** The administrator's sign-in of this run is over. */
  readonly signedOut: boolean
  readonly act: Act
}

/** What stands beside a step: what it made, or how long it waits. */
const useDetail = ({ made, roles }: SetupStatus) => {
  const text = useText().connect
  const { number, time, date } = useFormat()
  return ({ step, level, attempt, retryAt }: StepView): string => {
    const said = [text.stepStates[level]]
    if (level === 'ok' && step === 'keyPair' && made.keyBits !== null && made.notAfter !== null)
      said.push(text.key({ bits: String(made.keyBits), until: date(made.notAfter) }))
    if (level === 'ok' && step === 'application') said.push(made.displayName)
    if (step === 'grants') said.push(`${number(made.granted.length)} / ${number(roles.length)}`)
    if (attempt !== undefined && level !== 'ok')
      said.push(text.attempt({ attempt: number(attempt), at: retryAt === null ? undefined : time(retryAt) }))
    return said.join(', ')
  }
}

const Steps = ({ status }: Pick<Props, 'status'>) => {
  const text = useText().connect
  const detailOf = useDetail(status)
  const views = stepsOf(status)
  return (
    <SimpleTable
      label={text.stages.setup}
      columns={[{ header: text.stepColumn, width: '55%' }, { header: text.stateColumn }]}
      rows={views.map((view) => [
        text.steps[view.step],
        <Status key="state" level={view.level} wrap>
          {detailOf(view)}
        </Status>,
      ])}
    />
  )
}

/** Said at each step, not at each try of it. */
const Progress = ({ status }: Pick<Props, 'status'>) => {
  const text = useText().connect
  const { number } = useFormat()
  const { steps } = status
  const at = steps.findIndex(({ state }) => state !== 'done')
  const current = steps[at]
  return (
    <>
      <ProgressBar aria-label={text.stages.setup} value={(at < 0 ? steps.length : at) / steps.length} />
      <span className="sr" role="status">
        {current && text.progress({ step: number(at + 1), of: number(steps.length), name: text.steps[current.step] })}
      </span>
    </>
  )
}

const StopButton = ({ act }: Pick<Props, 'act'>) => {
  const text = useText().connect
  return (
    <Button
      size="small"
      disabledFocusable={act.busy !== undefined}
      onClick={() => act.run('stop', () => request('setup.cancel', {}))}
    >
      {text.stop}
    </Button>
  )
}

/** The steps as they come about; where they stop, what there is and the two ways on. */
export const SetupStep = (props: Props) => {
  const text = useText().connect
  const { status, act } = props
  if (status.state === 'stopped') {
    return (
      <Stopped {...props}>
        <Steps status={status} />
      </Stopped>
    )
  }
  return (
    <WizardStepBody title={text.stages.setup} back={<StopButton act={act} />} waiting={<Quiet>{text.leave}</Quiet>}>
      <Progress status={status} />
      <Steps status={status} />
    </WizardStepBody>
  )
}
