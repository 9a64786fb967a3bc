import { Button, Input, makeStyles } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import type { CertificateSettings } from '../../../shared/ipc/certificates.ts'
import { FormField } from '../../components/form-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Section } from '../../components/page.tsx'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import { isLdapAddress } from './certificate-settings-view.ts'
import type { ActOn, ChangeSettings } from './certificates-section.tsx'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', maxWidth: '560px' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

type Ldap = CertificateSettings['ldap']

interface Props {
  readonly ldap: Ldap
  readonly change: ChangeSettings
  readonly act: ActOn
}

const Text = (props: {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly message?: string | undefined
  readonly password?: boolean
  readonly onChange: (value: string) => void
}) => {
  const { label, hint, value, message, password = false, onChange } = props
  return (
    <FormField label={label} hint={hint} message={message}>
      <Input
        size="small"
        type={password ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </FormField>
  )
}

/** The fields as typed; the password only on its way to the keychain. */
const useLdapForm = (ldap: Ldap) => {
  const { url, baseDn, bindDn } = ldap
  const [typed, setTyped] = useState({ url: url ?? '', baseDn, bindDn })
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState(false)
  const address = typed.url.trim()
  const isValid = isLdapAddress(address)
  const set = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part })
  return {
    typed,
    set,
    password,
    setPassword,
    refused: refused && !isValid,
    isValid,
    setRefused,
    wanted: { url: address === '' ? null : address, baseDn: typed.baseDn.trim(), bindDn: typed.bindDn.trim() },
  }
}

/** Keeps the fields, then a password that was typed; or takes the password away. `said` tells how that ended. */
const useKeeping = ({ change, act }: Omit<Props, 'ldap'>, form: ReturnType<typeof useLdapForm>) => {
  const text = useText().certificateSettings.ldap
  const [said, setSaid] = useState<string>()
  const { password, setPassword, wanted } = form
  const done = () => setSaid(text.saved)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    form.setRefused(true)
    setSaid(undefined)
    if (!form.isValid) return
    change({ ldap: wanted }, () => {
      if (password === '') return done()
      setPassword('')
      act(() => request('certificates.setLdapPassword', { password }), done)
    })
  }
  const remove = () => {
    setSaid(undefined)
    act(
      () => request('certificates.setLdapPassword', { password: null }),
      () => setSaid(text.removed),
    )
  }
  return { said, keep, remove, dismiss: () => setSaid(undefined) }
}

/** The customer's own directory server. */
export const CertificateLdap = (props: Props) => {
  const { ldap } = props
  const s = useStyles()
  const text = useText().certificateSettings.ldap
  const form = useLdapForm(ldap)
  const { said, keep, remove, dismiss } = useKeeping(props, form)
  const { typed, set, refused } = form
  const problem = refused ? text.urlProblem : undefined
  const hint = ldap.hasPassword ? text.passwordKept : text.passwordNone
  return (
    <Section title={text.title} note={text.note}>
      <form className={s.form} onSubmit={keep} noValidate>
        <Text
          label={text.url}
          hint={text.urlHint}
          value={typed.url}
          message={problem}
          onChange={(url) => set({ url })}
        />
        <Text label={text.baseDn} hint={text.baseDnHint} value={typed.baseDn} onChange={(baseDn) => set({ baseDn })} />
        <Text label={text.bindDn} hint={text.bindDnHint} value={typed.bindDn} onChange={(bindDn) => set({ bindDn })} />
        <Text password label={text.password} hint={hint} value={form.password} onChange={form.setPassword} />
        <div className={s.buttons}>
          <Button size="small" type="submit">
            {text.save}
          </Button>
          {ldap.hasPassword && (
            <Button size="small" appearance="subtle" onClick={remove}>
              {text.remove}
            </Button>
          )}
        </div>
        <div role="status">{said !== undefined && <Notice level="ok" title={said} onDismiss={dismiss} />}</div>
      </form>
    </Section>
  )
}
