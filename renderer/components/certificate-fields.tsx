import { makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { type CertificateWish, keySizes, validities } from '../../shared/domain/credentials.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { FormField } from './form-field.tsx'

// The circles stand under the fields, on the line of the label.
const useStyles = makeStyles({ choice: { margin: '-4px 0 -4px -8px' } })

interface Props {
  readonly wish: CertificateWish
  readonly onWish: (part: Partial<CertificateWish>) => void
}

/** What a certificate made here is to be like. */
export const CertificateFields = ({ wish, onWish }: Props) => {
  const s = useStyles()
  const text = useText().connect
  const { number } = useFormat()
  return (
    <>
      <FormField label={text.keyBits}>
        <RadioGroup
          className={s.choice}
          layout="horizontal"
          value={String(wish.keyBits)}
          onChange={(_, { value }) =>
            onWish({ keyBits: keySizes.find((size) => String(size) === value) ?? wish.keyBits })
          }
        >
          {keySizes.map((size) => (
            <Radio key={size} value={String(size)} label={text.bits({ bits: String(size) })} />
          ))}
        </RadioGroup>
      </FormField>
      <FormField label={text.months}>
        <RadioGroup
          className={s.choice}
          layout="horizontal"
          value={String(wish.months)}
          onChange={(_, { value }) =>
            onWish({ months: validities.find((months) => String(months) === value) ?? wish.months })
          }
        >
          {validities.map((months) => (
            <Radio key={months} value={String(months)} label={text.validity({ months: number(months) })} />
          ))}
        </RadioGroup>
      </FormField>
    </>
  )
}
