import {
  Button,
  Dropdown,
  Field,
  makeStyles,
  mergeClasses,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { cloudIds } from '../../../shared/domain/connection.ts'
import type { Bootstrap } from '../../../shared/domain/setup.ts'
import { Facts } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { BootstrapCaveat, BootstrapField } from './bootstrap-field.tsx'
import { CancelWizard } from './cancel-wizard.tsx'
import { WizardStepBody } from './wizard-frame.tsx'
import { useWizard, type Way } from './wizard-store.ts'

const useStyles = makeStyles({
  ways: { display: 'grid', gap: '8px' },
  way: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '4px 8px',
  },
  chosen: {
    border: `1px solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  name: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  advanced: { display: 'grid', gap: '12px', padding: '8px 0 0 16px', maxWidth: '680px' },
  cloud: { maxWidth: '400px' },
})

const ways: readonly Way[] = ['create', 'own']

const Ways = () => {
  const s = useStyles()
  const { ways: text } = useText().connect
  const { way, waiting, change } = useWizard()
  const why = { create: text.createWhy, own: text.ownWhy }
  return (
    <RadioGroup
      className={s.ways}
      aria-label={text.label}
      disabled={waiting !== undefined}
      value={way}
      onChange={(_, { value }) => change({ way: ways.find((known) => known === value) ?? way })}
    >
      {ways.map((one) => (
        <div key={one} className={mergeClasses(s.way, one === way && s.chosen)}>
          <Radio
            value={one}
            label={
              <>
                <span className={s.name}>{text[one]}</span>
                {why[one]}
              </>
            }
          />
        </div>
      ))}
    </RadioGroup>
  )
}

interface Props {
  /** What stays as it is meanwhile. */
  readonly notice: ReactNode
  readonly bootstrap: Bootstrap
  readonly onChanged: () => void
}

const Advanced = ({ bootstrap, onChanged }: Omit<Props, 'notice'>) => {
  const s = useStyles()
  const { connect: text, app } = useText()
  const { cloud, change } = useWizard()
  return (
    <details>
      <summary>{text.advanced}</summary>
      <div className={s.advanced}>
        <Field label={text.cloud} className={s.cloud}>
          <Dropdown
            size="small"
            value={app.clouds[cloud]}
            selectedOptions={[cloud]}
            onOptionSelect={(_, { optionValue }) =>
              change({ cloud: cloudIds.find((id) => id === optionValue) ?? cloud })
            }
          >
            {cloudIds.map((id) => (
              <Option key={id} value={id}>
                {app.clouds[id]}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <BootstrapField bootstrap={bootstrap} onChanged={onChanged} />
      </div>
    </details>
  )
}

const Next = () => {
  const text = useText().connect
  const { way, waiting, signIn, stopWaiting, change } = useWizard()
  const offline = useOffline()
  if (waiting === 'signIn') {
    return (
      <Button size="small" onClick={stopWaiting}>
        {text.stopWaiting}
      </Button>
    )
  }
  if (way === 'own') {
    return (
      <Button size="small" appearance="primary" onClick={() => change({ own: 'registration' })}>
        {text.next}
      </Button>
    )
  }
  return (
    <Button
      size="small"
      appearance="primary"
      icon={<OpenRegular />}
      disabledFocusable={offline !== undefined}
      title={offline}
      onClick={() => signIn()}
    >
      {text.signIn}
    </Button>
  )
}

/** Which of the two ways, and what each of them takes. */
export const ChooseStep = ({ notice, bootstrap, onChanged }: Props) => {
  const text = useText().connect
  const { way, waiting, failed, dismiss } = useWizard()
  const isRefused = failed?.wait === 'signIn' && failed.error.code !== 'cancelled'
  return (
    <WizardStepBody
      title={text.stages.choose}
      back={<CancelWizard />}
      waiting={waiting === 'signIn' && <Status level="wait">{text.waiting}</Status>}
      next={<Next />}
    >
      {notice}
      {isRefused && <RequestNotice title={text.refused} error={failed.error} onDismiss={dismiss} />}
      <Ways />
      <Facts
        rows={[
          [text.need, text.needWhat],
          [text.takes, text.takesWhat[way]],
          [text.changes, text.changesWhat[way]],
        ]}
      />
      {way === 'create' && (
        <>
          <BootstrapCaveat bootstrap={bootstrap} />
          <Advanced bootstrap={bootstrap} onChanged={onChanged} />
        </>
      )}
    </WizardStepBody>
  )
}
