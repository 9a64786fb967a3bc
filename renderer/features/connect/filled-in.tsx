import { Input, makeStyles, tokens } from '@fluentui/react-components'
import { Fragment, type ReactNode, useState } from 'react'
import { graphOrigins } from '../../../shared/domain/connection.ts'
import { FormField } from '../../components/form-field.tsx'
import { Mono } from '../../components/page.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { useText } from '../../lib/text.tsx'
import type { OwnForm } from './own-form.ts'
import { useWizard } from './wizard-store.ts'

const useStyles = makeStyles({
  values: {
    display: 'grid',
    gridTemplateColumns: '160px minmax(0, 1fr) max-content',
    alignItems: 'center',
    margin: 0,
    '@media (max-width: 760px)': { gridTemplateColumns: '104px minmax(0, 1fr) max-content' },
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, minHeight: '28px', display: 'flex', alignItems: 'center', overflowWrap: 'anywhere', minWidth: 0 },
  button: { margin: 0 },
  id: { fontFamily: tokens.fontFamilyMonospace },
})

/** Only where neither the administrator nor a consent has said it. */
const TenantField = ({ own }: { readonly own: OwnForm }) => {
  const s = useStyles()
  const { settings } = useText()
  const { tenant, change } = useWizard()
  return (
    <FormField
      required
      label={settings.form.tenantId}
      hint={settings.form.tenantIdHint}
      problem={own.form.problems.tenantId}
    >
      <Input
        size="small"
        name="tenantId"
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        input={{ className: s.id }}
        readOnly={own.form.phase === 'testing'}
        value={tenant}
        onChange={(_, { value }) => change({ tenant: value })}
      />
    </FormField>
  )
}

/** What the connection will be, each copyable; the auth mode follows from the credential. */
export const FilledIn = ({ own }: { readonly own: OwnForm }) => {
  const s = useStyles()
  const { app, ownRegistration: text } = useText()
  const { hint, cloud } = useWizard()
  const { tenantId, clientId, inspection } = own.form
  const [asksTenant] = useState(tenantId.trim() === '')
  const scope = hint?.scope ?? `${graphOrigins[cloud]}/.default`
  const mode = text.modes[inspection.state === 'known' ? inspection.summary.kind : 'none']
  const rows: readonly (readonly [name: string, value: string, shown: ReactNode])[] = [
    ...(asksTenant ? [] : [[text.tenantId, tenantId, <Mono key="tenant">{tenantId}</Mono>] as const]),
    [text.clientId, clientId.trim(), <Mono key="client">{clientId.trim()}</Mono>],
    [text.scope, scope, <Mono key="scope">{scope}</Mono>],
    [text.cloud, app.clouds[cloud], app.clouds[cloud]],
    [text.mode, mode, mode],
  ]
  return (
    <>
      {asksTenant && <TenantField own={own} />}
      <dl className={s.values} aria-label={text.values}>
        {rows.map(([name, value, shown]) => (
          <Fragment key={name}>
            <dt className={s.name}>{name}</dt>
            <dd className={s.value}>{shown}</dd>
            <dd className={s.button}>
              <CopyButton text={value} label={text.copy({ name })} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  )
}
