import { Button, Input, makeStyles, Switch } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { FormField } from '../../components/form-field.tsx'
import { Section } from '../../components/page.tsx'
import { useText } from '../../lib/text.tsx'
import { scanOf } from './certificate-settings-view.ts'
import type { ChangeSettings } from './certificates-section.tsx'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', maxWidth: '560px' },
  line: { display: 'flex', gap: '8px' },
  number: { width: '88px', minWidth: 0 },
  wide: { maxWidth: '680px' },
})

/** How many messages are looked at where Microsoft does not find the signed ones. */
export const CertificateScan = ({ scan, change }: { readonly scan: number; readonly change: ChangeSettings }) => {
  const s = useStyles()
  const text = useText().certificateSettings.scan
  const [typed, setTyped] = useState(String(scan))
  const [refused, setRefused] = useState(false)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    const wanted = scanOf(typed)
    setRefused(wanted === undefined)
    if (wanted !== undefined) change({ scan: wanted })
  }
  return (
    <Section title={text.title}>
      <form className={s.form} onSubmit={keep} noValidate>
        <FormField label={text.label} hint={text.hint} message={refused ? text.problem : undefined}>
          {(field) => (
            <span className={s.line}>
              <Input
                {...field}
                size="small"
                className={s.number}
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={(_, { value }) => setTyped(value)}
              />
              <Button size="small" type="submit" disabledFocusable={typed.trim() === String(scan)}>
                {text.save}
              </Button>
            </span>
          )}
        </FormField>
      </form>
    </Section>
  )
}

/** Off unless it is switched on: it speaks to addresses that strangers chose. */
export const CertificateRevocation = (props: { readonly revocation: boolean; readonly change: ChangeSettings }) => {
  const { revocation, change } = props
  const s = useStyles()
  const text = useText().certificateSettings.revocation
  return (
    <Section title={text.title}>
      <div className={s.wide}>
        <Switch
          label={text.label}
          checked={revocation}
          aria-describedby="revocation-hint"
          onChange={(_, { checked }) => change({ revocation: checked })}
        />
        <div id="revocation-hint">{text.hint}</div>
      </div>
    </Section>
  )
}
