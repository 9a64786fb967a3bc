import { Button, makeStyles, Radio, RadioGroup, Spinner } from '@fluentui/react-components'
import { type FormEvent, useId } from 'react'
import { CancelTest } from '../../components/cancel-test.tsx'
import { FilesField, PassphraseField, PasteField } from '../../components/credential-fields.tsx'
import { FormField } from '../../components/form-field.tsx'
import { InspectionResult } from '../../components/inspection-result.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { Quiet } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useEmptiedSecrets } from '../../components/use-connection-form.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { WaysBack } from './cancel-wizard.tsx'
import { FilledIn } from './filled-in.tsx'
import { MadeCertificate } from './made-certificate.tsx'
import type { OwnForm } from './own-form.ts'
import { InView, WizardStepBody } from './wizard-frame.tsx'
import { type Source, useWizard } from './wizard-store.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', maxWidth: '680px', gridTemplateColumns: 'minmax(0, 1fr)' },
  choice: { margin: '-4px 0 -4px -8px' },
})

const sources: readonly Source[] = ['make', 'files', 'paste']

interface Props {
  readonly own: OwnForm
}

const SourceField = ({ own }: Props) => {
  const s = useStyles()
  const text = useText().ownRegistration
  const { source, change } = useWizard()
  return (
    <FormField label={text.credential}>
      <RadioGroup
        className={s.choice}
        layout="horizontal"
        disabled={own.form.phase === 'testing'}
        value={source}
        onChange={(_, { value }) => change({ source: sources.find((known) => known === value) ?? source })}
      >
        {sources.map((known) => (
          <Radio key={known} value={known} label={text.sources[known]} />
        ))}
      </RadioGroup>
    </FormField>
  )
}

const Given = ({ own }: Props) => {
  const { source } = useWizard()
  const { form, dispatch, choose } = own
  if (source === 'make') return <MadeCertificate form={form} />
  return (
    <>
      {source === 'paste' ? (
        <PasteField form={form} dispatch={dispatch} />
      ) : (
        <FilesField form={form} onChoose={choose} />
      )}
      {form.asksPassphrase && <PassphraseField form={form} dispatch={dispatch} />}
      <div role="status">
        <InspectionResult inspection={form.inspection} />
      </div>
    </>
  )
}

/** Where consent is what is missing, it can be asked for again. */
const consentHelps = ['consent_missing', 'permission_missing', 'application_not_found']

const Refused = ({ own }: Props) => {
  const { settings, ownRegistration: text } = useText()
  const { change } = useWizard()
  const { refusal } = own.form
  if (refusal === undefined) return null
  return (
    <InView key={refusal.reference}>
      <RequestNotice
        title={settings.form.refused}
        error={refusal}
        actions={
          <>
            {consentHelps.includes(refusal.code) && (
              <Button size="small" onClick={() => change({ own: 'consent' })}>
                {text.askAgain}
              </Button>
            )}
            {refusal.params['aadsts'] !== undefined && (
              <OpenLink link="entraErrorLookup">{settings.form.lookup}</OpenLink>
            )}
          </>
        }
      />
    </InView>
  )
}

/** While the test runs, it can be given up beside it. */
const TestButton = ({ own: { form, submit } }: Props) => {
  const { settings, ownRegistration: text } = useText()
  const began = useId()
  const offline = useOffline()
  const testing = form.phase === 'testing'
  return (
    <>
      {testing && <CancelTest began={began} />}
      <Button
        id={began}
        size="small"
        appearance="primary"
        disabledFocusable={testing || offline !== undefined}
        title={offline}
        {...(testing ? { icon: <Spinner size="extra-tiny" aria-hidden="true" /> } : {})}
        onClick={submit}
      >
        {testing ? settings.form.testing : text.test}
      </Button>
    </>
  )
}

/** The ids as the consent left them, the credential, and the test that decides. */
export const CredentialStep = ({ own }: Props) => {
  const s = useStyles()
  const { connect, settings, ownRegistration: text } = useText()
  const { change } = useWizard()
  const { root, form, submit } = own
  useEmptiedSecrets(root)
  const testing = form.phase === 'testing'
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  const said = testing ? settings.form.testingWhy : form.cancelled ? settings.form.cancelled : undefined
  return (
    <WizardStepBody
      title={connect.stages.credential}
      back={
        <WaysBack
          onBack={() => change({ own: 'consent' })}
          backDisabled={testing}
          cancel={testing ? 'hidden' : 'shown'}
        />
      }
      waiting={said !== undefined && <Quiet>{said}</Quiet>}
      next={<TestButton own={own} />}
    >
      <Refused own={own} />
      <Quiet>{text.credentialLead}</Quiet>
      <form ref={root} className={s.form} noValidate autoComplete="off" onSubmit={onSubmit}>
        <FilledIn own={own} />
        <SourceField own={own} />
        <Given own={own} />
        {/* So that Enter in a field does what the button in the foot does. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </WizardStepBody>
  )
}
