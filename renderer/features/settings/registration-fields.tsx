import { Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import type { Dispatch } from 'react'
import { type CloudId, type Connection, cloudIds, graphOrigins } from '../../../shared/domain/connection.ts'
import type { Form, FormEvent } from '../../components/connection-form.ts'
import { FormField } from '../../components/form-field.tsx'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({ id: { fontFamily: tokens.fontFamilyMonospace } })

interface Props {
  readonly form: Form
  readonly dispatch: Dispatch<FormEvent>
  readonly connection: Connection | null
}

/** The saved one is asked first: it knows when other addresses than Microsoft's are in use. */
const scopeOf = (cloud: CloudId, connection: Connection | null) =>
  connection?.cloud === cloud ? connection.scope : `${graphOrigins[cloud]}/.default`

const CloudField = ({ form, dispatch }: Omit<Props, 'connection'>) => {
  const { app, settings } = useText()
  return (
    <FormField label={settings.form.cloud} problem={form.problems.cloud}>
      <Select
        size="small"
        disabled={form.phase === 'testing'}
        value={form.cloud}
        onChange={(_, { value }) =>
          dispatch({ type: 'cloud', cloud: cloudIds.find((known) => known === value) ?? form.cloud })
        }
      >
        {cloudIds.map((cloud) => (
          <option key={cloud} value={cloud}>
            {app.clouds[cloud]}
          </option>
        ))}
      </Select>
    </FormField>
  )
}

const IdField = (
  props: Omit<Props, 'connection'> & { readonly field: 'tenantId' | 'clientId'; readonly most: number },
) => {
  const s = useStyles()
  const { form: text } = useText().settings
  const { form, dispatch, field, most } = props
  return (
    <FormField
      required
      label={text[field]}
      hint={field === 'tenantId' ? text.tenantIdHint : text.clientIdHint}
      problem={form.problems[field]}
    >
      <Input
        size="small"
        input={{ className: s.id }}
        name={field}
        autoComplete="off"
        spellCheck={false}
        maxLength={most}
        readOnly={form.phase === 'testing'}
        value={form[field]}
        onChange={(_, { value }) => dispatch({ type: 'typed', field, text: value })}
      />
    </FormField>
  )
}

/** Which tenant, which application, which cloud. */
export const RegistrationFields = ({ form, dispatch, connection }: Props) => {
  const s = useStyles()
  const { form: text } = useText().settings
  return (
    <>
      <CloudField form={form} dispatch={dispatch} />
      <IdField form={form} dispatch={dispatch} field="tenantId" most={256} />
      <IdField form={form} dispatch={dispatch} field="clientId" most={64} />
      <FormField label={text.scope} hint={text.scopeHint}>
        <Input
          size="small"
          appearance="filled-darker"
          input={{ className: s.id }}
          readOnly
          value={scopeOf(form.cloud, connection)}
        />
      </FormField>
    </>
  )
}
