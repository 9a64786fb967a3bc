import { Button, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { type CertificateWish, keySizes, usualCertificate, validities } from '../../../shared/domain/credentials.ts'
import { FormField } from '../../components/form-field.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { Card } from './card.tsx'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', padding: '12px', maxWidth: '680px' },
  choice: { margin: '-4px 0 -4px -8px' },
  buttons: { display: 'flex', gap: '8px' },
})

/** What the new certificate is to be like, with the usual one chosen. */
export const RotationForm = ({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) => {
  const s = useStyles()
  const text = useText().credentials.rotation
  const { number } = useFormat()
  const [wish, setWish] = useState<CertificateWish>(usualCertificate)
  const start = () => act.run('start', () => request('credentials.startRotation', wish), onClose)
  const radios = (values: readonly number[], label: (value: number) => string) =>
    values.map((value) => <Radio key={value} value={String(value)} label={label(value)} />)
  return (
    <Card label={text.title} title={text.title} note={text.lead}>
      <form
        className={s.form}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <FormField label={text.keyBits}>
          <RadioGroup
            className={s.choice}
            layout="horizontal"
            value={String(wish.keyBits)}
            onChange={(_, { value }) =>
              setWish({ ...wish, keyBits: keySizes.find((size) => String(size) === value) ?? wish.keyBits })
            }
          >
            {radios(keySizes, (bits) => text.bits({ bits: String(bits) }))}
          </RadioGroup>
        </FormField>
        <FormField label={text.months}>
          <RadioGroup
            className={s.choice}
            layout="horizontal"
            value={String(wish.months)}
            onChange={(_, { value }) =>
              setWish({ ...wish, months: validities.find((months) => String(months) === value) ?? wish.months })
            }
          >
            {radios(validities, (months) => text.validity({ months: number(months) }))}
          </RadioGroup>
        </FormField>
        <div className={s.buttons}>
          <Button size="small" type="submit" appearance="primary" disabledFocusable={act.busy === 'start'}>
            {text.start}
          </Button>
          <Button size="small" onClick={onClose}>
            {text.cancelForm}
          </Button>
        </div>
      </form>
    </Card>
  )
}
