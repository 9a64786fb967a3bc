import { makeStyles, tokens } from '@fluentui/react-components'
import { type User, userAttributes } from '../../../shared/domain/user.ts'
import { Breakable } from '../../components/breakable.tsx'
import { Quiet, Section } from '../../components/page.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  list: { margin: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: '156px minmax(0, 1fr)',
    alignItems: 'center',
    minHeight: '28px',
    '& button': { opacity: 0 },
    '&:hover button, & button:focus-visible': { opacity: 1 },
  },
  name: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  value: { margin: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 24px', alignItems: 'center' },
  words: { overflowWrap: 'anywhere', padding: '4px 0' },
  further: { listStyleType: 'none', margin: 0, padding: 0 },
  phone: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 24px',
    alignItems: 'center',
    minHeight: '28px',
    fontVariantNumeric: 'tabular-nums',
    '& button': { opacity: 0 },
    '&:hover button, & button:focus-visible': { opacity: 1 },
  },
})

/** What a template puts in place of an attribute: of several phones the first. */
const placed = (user: User, property: (typeof userAttributes)[number]['property']): string =>
  (property === 'businessPhones' ? user.businessPhones[0] : user[property]) ?? ''

const Line = ({ placeholder, value }: { readonly placeholder: string; readonly value: string }) => {
  const s = useStyles()
  const text = useText().users
  const name = `user.${placeholder}`
  return (
    <div className={s.line}>
      <dt className={s.name}>{name}</dt>
      <dd className={s.value}>
        <span className={s.words}>{value === '' ? <Quiet>{text.blank}</Quiet> : <Breakable>{value}</Breakable>}</span>
        {value !== '' && <CopyButton text={value} label={text.details.copy({ name })} />}
      </dd>
    </div>
  )
}

/** The 13 attributes under the names that templates know them by. */
export const UserAttributes = ({ user }: { readonly user: User }) => {
  const s = useStyles()
  const text = useText().users.details
  const further = user.businessPhones.slice(1)
  return (
    <>
      <dl className={s.list}>
        {userAttributes.map(({ placeholder, property }) => (
          <Line key={placeholder} placeholder={placeholder} value={placed(user, property)} />
        ))}
      </dl>
      {further.length > 0 && (
        <Section title={text.furtherPhones} note={text.furtherPhonesNote}>
          <ul className={s.further}>
            {further.map((phone) => (
              <li key={phone} className={s.phone}>
                {phone}
                <CopyButton text={phone} label={text.copy({ name: phone })} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
