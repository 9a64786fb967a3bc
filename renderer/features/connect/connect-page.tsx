import { useEffect, useRef, useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { Notice } from '../../components/notice.tsx'
import { Page, Scroll } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { replaceQuery, useRoute } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { ChooseStep } from './choose-step.tsx'
import { ConsentStep } from './consent-step.tsx'
import { CredentialStep } from './credential-step.tsx'
import { DoneStep } from './done-step.tsx'
import { useOwnForm } from './own-form.ts'
import { RegistrationStep } from './registration-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { SetupStep } from './setup-step.tsx'
import { finishedBy, stageOf, type WizardStep, wizardSteps } from './setup-view.ts'
import { stepTitleId, WizardFrame } from './wizard-frame.tsx'
import { useWizard } from './wizard-store.ts'

/** The first step shown is part of arriving at the page; each that follows takes the focus to its title. */
const useFocusOnStep = (step: string | undefined) => {
  const last = useRef<string>(undefined)
  useEffect(() => {
    if (step === undefined) return
    if (last.current !== undefined && last.current !== step) document.getElementById(stepTitleId)?.focus()
    last.current = step
  }, [step])
}

/** `#/connect?way=own` begins with the own registration, from where 'I have an app registration' was chosen already. */
const useWayOfAddress = () => {
  const { query } = useRoute()
  const isOwn = query.get('way') === 'own'
  useEffect(() => {
    if (!isOwn) return
    const { own, change } = useWizard.getState()
    if (own === undefined) change({ way: 'own', own: 'registration' })
    replaceQuery(new URLSearchParams())
  }, [isOwn])
}

interface Known {
  readonly begun: Output<'setup.begin'>
  readonly connection: Connection | null
}

const useStage = ({ begun, connection }: Known) => {
  const { own, saved, way, waiting, shown } = useWizard()
  // What was shown before this visit is over; what ends during it is shown.
  const [seen, setSeen] = useState(shown)
  const finished = finishedBy(begun.status, saved, connection)
  const fresh = finished?.mark === seen ? undefined : finished
  const stage = stageOf(begun.status, begun.admin, own, fresh)
  const shownWay = stage === 'done' ? (fresh?.way ?? way) : own !== undefined ? 'own' : way
  const steps = wizardSteps(stage === 'setup' || stage === 'review' ? 'create' : shownWay, stage, waiting === 'signIn')
  return { stage, steps, fresh, dismiss: () => setSeen(finished?.mark) }
}

const Another = ({ connection }: Pick<Known, 'connection'>) => {
  const text = useText().connect
  if (connection?.state !== 'connected') return null
  return (
    <Notice level="info" title={text.another({ tenant: titleOf(connection) })}>
      {text.anotherWhy}
    </Notice>
  )
}

const Note = ({ steps }: { readonly steps: readonly WizardStep[] }) => {
  const text = useText().connect
  const { number } = useFormat()
  const at = steps.findIndex(({ level }) => level === 'now')
  return <>{text.step({ step: number(at < 0 ? steps.length : at + 1), of: number(steps.length) })}</>
}

const Wizard = ({ begun, connection, onChanged }: Known & { readonly onChanged: () => void }) => {
  const text = useText().connect
  const { stage, steps, fresh, dismiss } = useStage({ begun, connection })
  const act = useAct(onChanged)
  const own = useOwnForm()
  const { status, admin, bootstrap, displayName } = begun
  useFocusOnStep(stage === 'setup' ? `${stage} ${status?.state}` : stage)
  const isAnother = connection?.state === 'connected' && stage !== 'done'
  return (
    <Page title={isAnother ? text.titleAnother : text.title} note={<Note steps={steps} />}>
      <WizardFrame steps={steps}>
        {stage === 'choose' && (
          <ChooseStep notice={<Another connection={connection} />} bootstrap={bootstrap} onChanged={onChanged} />
        )}
        {stage === 'review' && admin && <ReviewStep admin={admin} displayName={displayName} act={act} />}
        {stage === 'setup' && status && <SetupStep status={status} signedOut={admin === null} act={act} />}
        {stage === 'registration' && <RegistrationStep />}
        {stage === 'consent' && <ConsentStep />}
        {stage === 'credential' && <CredentialStep own={own} />}
        {stage === 'done' && connection && fresh && (
          <DoneStep connection={connection} mark={fresh.mark} onAnother={dismiss} />
        )}
      </WizardFrame>
    </Page>
  )
}

/** From 'Connect with Microsoft' to a first sync, by either way: one decision a step, and always a way back. */
const ConnectPage = () => {
  const text = useText().connect
  const { data, error, refresh } = useQuery('setup.begin', {})
  const known = useQuery('connection.get', {}).data
  const waiting = useWizard((state) => state.waiting)
  useWayOfAddress()
  // What main answers counts, not what this page did last: whoever signed in meanwhile is found, and an unfinished set-up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever a wait for the browser has ended
  useEffect(refresh, [refresh, waiting])
  if (data && known) return <Wizard begun={data} connection={known.connection} onChanged={refresh} />
  return (
    <Page title={text.title}>
      <Scroll label={text.title}>
        {error && <RequestNotice title={text.failed} error={error} onRetry={refresh} />}
      </Scroll>
    </Page>
  )
}

export default ConnectPage
