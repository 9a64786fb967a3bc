import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { type CertificateWish, keySizes, validities } from '../../../shared/domain/credentials.ts'
import { useFormat, useText } from '../../lib/text.tsx'

interface Props {
  readonly wish: CertificateWish
  readonly onWish: (part: Partial<CertificateWish>) => void
}

/** What a certificate made here is to be like. */
export const CertificateFields = ({ wish, onWish }: Props) => {
  const text = useText().connect
  const { number } = useFormat()
  return (
    <>
      <Field label={text.keyBits}>
        <RadioGroup
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
      </Field>
      <Field label={text.months}>
        <RadioGroup
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
      </Field>
    </>
  )
}
