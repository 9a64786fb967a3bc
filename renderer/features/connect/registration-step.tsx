import { Button, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { cloudIds } from '../../../shared/domain/connection.ts'
import { consentRedirect } from '../../../shared/domain/consent.ts'
import { rolesFor } from '../../../shared/domain/features.ts'
import { isClientId, isTenant } from '../../../shared/domain/identifiers.ts'
import { FormField } from '../../components/form-field.tsx'
import type { Problem } from '../../components/form-problems.ts'
import { OpenLink } from '../../components/open-link.tsx'
import { Facts, Mono, Quiet, Section } from '../../components/page.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { useText } from '../../lib/text.tsx'
import { WaysBack } from './cancel-wizard.tsx'
import { FeatureTable } from './feature-table.tsx'
import { WizardStepBody } from './wizard-frame.tsx'
import { type Draft, useWizard } from './wizard-store.ts'

const useStyles = makeStyles({
  fields: { display: 'grid', gap: '8px', maxWidth: '680px', gridTemplateColumns: 'minmax(0, 1fr)' },
  id: { fontFamily: tokens.fontFamilyMonospace },
  line: { display: 'flex', alignItems: 'center', gap: '4px', flexWrap: 'wrap' },
})

type Problems = Readonly<Partial<Record<'clientId' | 'tenant', Problem>>>

/** What can be told here, before anything is sent; main looks at it again. */
const problemsOf = ({ clientId, tenant }: Pick<Draft, 'clientId' | 'tenant'>): Problems => {
  const [id, where] = [clientId.trim(), tenant.trim()]
  return {
    ...(id === '' ? { clientId: { required: 'clientId' } } : isClientId(id) ? {} : { clientId: { wrong: 'clientId' } }),
    ...(where === '' || isTenant(where) ? {} : { tenant: { wrong: 'tenantId' } }),
  }
}

const CloudField = () => {
  const { app, ownRegistration: text } = useText()
  const { cloud, change } = useWizard()
  return (
    <FormField label={text.cloud}>
      <Select
        size="small"
        value={cloud}
        onChange={(_, { value }) => change({ cloud: cloudIds.find((known) => known === value) ?? cloud })}
      >
        {cloudIds.map((known) => (
          <option key={known} value={known}>
            {app.clouds[known]}
          </option>
        ))}
      </Select>
    </FormField>
  )
}

const Ids = ({ problems }: { readonly problems: Problems }) => {
  const s = useStyles()
  const { settings, ownRegistration: text } = useText()
  const { clientId, tenant, change } = useWizard()
  const id = { size: 'small', autoComplete: 'off', spellCheck: false, input: { className: s.id } } as const
  return (
    <div className={s.fields}>
      <FormField required label={settings.form.clientId} hint={settings.form.clientIdHint} problem={problems.clientId}>
        <Input
          {...id}
          name="clientId"
          maxLength={64}
          value={clientId}
          onChange={(_, { value }) => change({ clientId: value })}
        />
      </FormField>
      <FormField label={text.tenant} hint={text.tenantHint} problem={problems.tenant}>
        <Input
          {...id}
          name="tenant"
          maxLength={256}
          value={tenant}
          onChange={(_, { value }) => change({ tenant: value })}
        />
      </FormField>
      <CloudField />
    </div>
  )
}

/** What the registration has to have in the portal, for what is chosen. */
const Needs = () => {
  const s = useStyles()
  const text = useText().ownRegistration
  const { features, change } = useWizard()
  return (
    <Section title={text.needs} actions={<OpenLink link="appRegistrations">{text.portal}</OpenLink>}>
      <Facts
        rows={[
          [
            text.redirect,
            <div key="redirect">
              <span className={s.line}>
                <Mono>{consentRedirect}</Mono>
                <CopyButton text={consentRedirect} label={text.copyRedirect} />
              </span>
              <Quiet>{text.redirectWhere}</Quiet>
            </div>,
          ],
          [
            text.permissions,
            <div key="permissions">
              <span className={s.line}>
                <Mono>{rolesFor(features).join(', ')}</Mono>
                <CopyButton text={rolesFor(features).join('\n')} label={text.copyPermissions} />
              </span>
              <Quiet>{text.permissionsWhere}</Quiet>
            </div>,
          ],
        ]}
      />
      <FeatureTable chosen={features} onChosen={(chosen) => change({ features: chosen })} />
    </Section>
  )
}

/** Which registration, and what it needs before consent is asked for. */
export const RegistrationStep = () => {
  const { connect, ownRegistration: text } = useText()
  const wizard = useWizard()
  const root = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState(false)
  const problems = problemsOf(wizard)
  const next = () => {
    setAsked(true)
    const [first] = Object.keys(problems)
    if (first === undefined) return wizard.change({ own: 'consent' })
    root.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus()
  }
  return (
    <WizardStepBody
      title={connect.stages.registration}
      back={<WaysBack onBack={() => wizard.change({ own: undefined })} />}
      next={
        <Button size="small" appearance="primary" onClick={next}>
          {text.nextConsent}
        </Button>
      }
    >
      <Quiet>{text.lead}</Quiet>
      <form
        ref={root}
        aria-label={text.ids}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          next()
        }}
      >
        <Ids problems={asked ? problems : {}} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
      <Needs />
    </WizardStepBody>
  )
}
