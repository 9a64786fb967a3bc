import { Button, makeStyles } from '@fluentui/react-components'
import { rolesFor } from '../../../shared/domain/features.ts'
import type { AdminInfo } from '../../../shared/domain/setup.ts'
import { CertificateFields } from '../../components/certificate-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { WaysBack } from './cancel-wizard.tsx'
import { FeatureTable } from './feature-table.tsx'
import { WizardStepBody } from './wizard-frame.tsx'
import { useWizard } from './wizard-store.ts'

const useStyles = makeStyles({ options: { display: 'grid', gap: '12px', padding: '8px 0 0 16px' } })

interface Props {
  readonly admin: AdminInfo
  readonly displayName: string
  readonly act: Act
}

const MayNot = ({ onOther }: { readonly onOther: () => void }) => {
  const text = useText().connect
  const offline = useOffline()
  return (
    <Notice
      level="warn"
      title={text.mayNot}
      actions={
        <Button size="small" disabledFocusable={offline !== undefined} title={offline} onClick={onOther}>
          {text.other}
        </Button>
      }
    >
      {text.mayNotWhy}
    </Notice>
  )
}

/** What Tenantry may read, who signed in, and what will be made and granted, before any of it is. */
export const ReviewStep = ({ admin, displayName, act }: Props) => {
  const s = useStyles()
  const text = useText().connect
  const { number } = useFormat()
  const { features, keyBits, months, change, signIn } = useWizard()
  const busy = act.busy !== undefined
  const offline = useOffline()
  const create = () => act.run('start', () => request('setup.start', { features, displayName, keyBits, months }))
  // Back at the first step somebody else may sign in, so this sign-in does not outlive the way there.
  const leave = (done?: () => void) => act.run('signOut', () => request('setup.signOut', {}), done)
  return (
    <WizardStepBody
      title={text.stages.review}
      back={<WaysBack onBack={() => leave()} backDisabled={busy} cancel={busy ? 'disabled' : 'shown'} />}
      next={
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={busy || offline !== undefined}
          title={offline}
          onClick={create}
        >
          {text.create}
        </Button>
      }
    >
      {act.error && <RequestNotice title={text.notDone} error={act.error} onDismiss={act.dismiss} />}
      {admin.mayGrant === false && <MayNot onOther={() => leave(() => signIn())} />}
      <FeatureTable chosen={features} onChosen={(chosen) => change({ features: chosen })} />
      <Notice level="info" title={text.granted({ count: number(rolesFor(features).length), tenant: admin.tenantName })}>
        {text.grantedWhy({ user: admin.userName })} {text.makes({ name: displayName })}
      </Notice>
      <details>
        <summary>{text.certificate}</summary>
        <div className={s.options}>
          <CertificateFields wish={{ keyBits, months }} onWish={change} />
        </div>
      </details>
    </WizardStepBody>
  )
}
