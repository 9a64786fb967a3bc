import { Button, makeStyles } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons'
import { graphOrigins } from '../../../shared/domain/connection.ts'
import { consentRedirect } from '../../../shared/domain/consent.ts'
import { Notice } from '../../components/notice.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { Quiet } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import type { RequestError } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { WaysBack } from './cancel-wizard.tsx'
import { WizardStepBody } from './wizard-frame.tsx'
import { useWizard } from './wizard-store.ts'

// An empty one takes no room between the lines of the step, and is there for what it will say.
const useStyles = makeStyles({ outcome: { ':empty': { position: 'absolute' } } })

/** The answers that Tenantry never hears of, by what the browser shows. */
const Never = () => {
  const text = useText().ownRegistration
  const { approval, redirect, application, single, empty, state } = text.pages
  const pages = [
    approval,
    { says: redirect.says, cure: redirect.cure({ redirect: consentRedirect }) },
    application,
    single,
    empty,
    state,
  ]
  return (
    <details>
      <summary>{text.never}</summary>
      <p>
        <Quiet>{text.neverWhy}</Quiet>
      </p>
      <SimpleTable
        label={text.never}
        columns={[{ header: text.says, width: '38%' }, { header: text.cure }]}
        rows={pages.map(({ says, cure }) => [says, cure])}
      />
    </details>
  )
}

/** Consent was given, only elsewhere: it may be the tenant that was meant. */
const UseTenant = ({ error }: { readonly error: RequestError }) => {
  const text = useText().ownRegistration
  const { change, cloud, clientId } = useWizard()
  const tenantId = error.params['tenant']
  if (error.code !== 'consent_other_tenant' || tenantId === undefined) return null
  const hint = { tenantId, clientId: clientId.trim().toLowerCase(), scope: `${graphOrigins[cloud]}/.default` }
  return (
    <Button size="small" onClick={() => change({ tenant: tenantId, hint, own: 'credential' })}>
      {text.useTenant}
    </Button>
  )
}

const isTitled = (
  code: string,
): code is 'consent_declined' | 'consent_other_tenant' | 'browser_unanswered' | 'wrong_account' =>
  ['consent_declined', 'consent_other_tenant', 'browser_unanswered', 'wrong_account'].includes(code)

/** How the last attempt ended: every answer has its sentence and its way on. */
const Outcome = () => {
  const { ownRegistration: text, settings } = useText()
  const { hint, failed, dismiss } = useWizard()
  if (hint !== undefined) {
    return (
      <Notice level="ok" title={text.accepted({ tenant: hint.tenantId })}>
        {text.acceptedWhy}
      </Notice>
    )
  }
  if (failed?.wait !== 'consent') return null
  const { error } = failed
  if (error.code === 'cancelled') {
    return (
      <Notice level="info" title={text.stopped} onDismiss={dismiss}>
        {text.stoppedWhy}
      </Notice>
    )
  }
  const known = isTitled(error.code) ? text.refused[error.code] : text.refused.other
  return (
    <RequestNotice
      title={known}
      error={error}
      actions={
        <>
          <UseTenant error={error} />
          {!isTitled(error.code) && error.params['aadsts'] !== undefined && (
            <OpenLink link="entraErrorLookup">{settings.form.lookup}</OpenLink>
          )}
        </>
      }
      onDismiss={dismiss}
    />
  )
}

const Next = () => {
  const text = useText().ownRegistration
  const { waiting, hint, failed, askConsent, stopWaiting, change } = useWizard()
  const isWaiting = waiting === 'consent'
  const offline = useOffline()
  const obstacle = isWaiting || hint !== undefined ? undefined : offline
  const toCredential = () => change({ own: 'credential' })
  const asking = failed?.wait === 'consent' ? text.again : text.ask
  // One button in three states, so that the focus stays on it from the press to the answer.
  return (
    <>
      {!isWaiting && hint === undefined && (
        <Button size="small" title={text.givenWhy} onClick={toCredential}>
          {text.given}
        </Button>
      )}
      <Button
        size="small"
        appearance={isWaiting ? 'secondary' : 'primary'}
        {...(isWaiting || hint !== undefined ? {} : { icon: <OpenRegular /> })}
        disabledFocusable={obstacle !== undefined}
        title={obstacle}
        onClick={isWaiting ? stopWaiting : hint !== undefined ? toCredential : askConsent}
      >
        {isWaiting ? text.stopWaiting : hint !== undefined ? text.nextCredential : asking}
      </Button>
    </>
  )
}

/** An administrator's consent in the system's browser; or none here, where it was given before. */
export const ConsentStep = () => {
  const s = useStyles()
  const { connect, ownRegistration: text } = useText()
  const { waiting, hint, clientId, change } = useWizard()
  const isWaiting = waiting === 'consent'
  return (
    <WizardStepBody
      title={connect.stages.consent}
      back={<WaysBack onBack={() => change({ own: 'registration' })} backDisabled={isWaiting} />}
      waiting={isWaiting && <Status level="wait">{text.waiting}</Status>}
      next={<Next />}
    >
      <div className={s.outcome} role="status">
        <Outcome />
      </div>
      {hint === undefined && <span>{text.consentLead({ client: clientId.trim() })}</span>}
      {hint === undefined && (
        <>
          <Quiet>{text.givenWhy}</Quiet>
          <Never />
        </>
      )}
    </WizardStepBody>
  )
}
