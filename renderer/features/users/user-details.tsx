import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { CertificateRegular } from '@fluentui/react-icons'
import type { User } from '../../../shared/domain/user.ts'
import { Notice } from '../../components/notice.tsx'
import { ObjectHistory } from '../../components/object-history.tsx'
import { Facts, Mono, SidePanel } from '../../components/page.tsx'
import { SyncOne, type SyncOneState, useSyncOne } from '../../components/sync-one.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { UserAttributes } from './user-attributes.tsx'
import { AccountState } from './user-columns.tsx'
import { UserGroups } from './user-groups.tsx'
import { userTypeText } from './user-text.ts'
import { type UserTab, userTabs } from './users-address.ts'

const useStyles = makeStyles({
  tabs: { padding: '0 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, marginBottom: '8px' },
  note: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  copied: { display: 'flex', alignItems: 'center', gap: '4px' },
})

const Identity = ({ user }: { readonly user: User }) => {
  const s = useStyles()
  const text = useText().users
  const format = useFormat()
  const licences = user.assignedLicenses.length
  return (
    <Facts
      rows={[
        [
          text.details.objectId,
          <span key="id" className={s.copied}>
            <Mono>{user.id}</Mono>
            <CopyButton text={user.id} label={text.details.copy({ name: text.details.objectId })} />
          </span>,
        ],
        [text.details.account, <AccountState key="state" enabled={user.accountEnabled} text={text} />],
        [text.details.userType, userTypeText(user.userType, text) || text.blank],
        [text.details.licences, text.details.licenceCount({ count: licences, text: format.number(licences) })],
      ]}
    />
  )
}

interface Props {
  readonly id: string
  /** The user as the table holds it; undefined when the user is not in the windows that are loaded. */
  readonly row: User | undefined
  readonly tab: UserTab
  readonly onTab: (tab: UserTab) => void
  readonly onClose: () => void
}

/** What is shown, with the run over it alone. */
type Shown = Omit<Props, 'row'> & { readonly one: SyncOneState }

const Known = ({ user, one, tab, onTab, onClose }: Omit<Shown, 'id'> & { readonly user: User }) => {
  const s = useStyles()
  const { users: text, certificates } = useText()
  const name = user.displayName ?? text.details.unnamed
  return (
    <SidePanel
      label={text.details.label({ name })}
      title={name}
      onClose={onClose}
      note={
        <span className={s.note}>
          <AccountState enabled={user.accountEnabled} text={text} />
          {userTypeText(user.userType, text)}
        </span>
      }
      act={
        <SyncOne one={one}>
          <Button
            as="a"
            size="small"
            appearance="subtle"
            icon={<CertificateRegular />}
            href={hrefOf('certificates', { user: user.id })}
          >
            {certificates.fromUser}
          </Button>
        </SyncOne>
      }
      tabs={
        <TabList
          size="small"
          className={s.tabs}
          selectedValue={tab}
          onTabSelect={(_, { value }) => onTab(userTabs.find((known) => known === value) ?? 'attributes')}
        >
          {userTabs.map((known) => (
            <Tab key={known} value={known}>
              {text.details.tabs[known]}
            </Tab>
          ))}
        </TabList>
      }
    >
      {tab === 'attributes' && <UserAttributes user={user} />}
      {tab === 'identity' && <Identity user={user} />}
      {tab === 'groups' && <UserGroups key={user.id} id={user.id} />}
      {tab === 'history' && <ObjectHistory key={user.id} id={user.id} />}
    </SidePanel>
  )
}

/** Somebody opened by a link, whom no window of the table holds. */
const Fetched = ({ id, ...rest }: Shown) => {
  const text = useText().users.details
  const { data, error } = useQuery('directory.user', { id })
  if (data && data.id === id) return <Known user={data} {...rest} />
  if (!error) return null
  return (
    <SidePanel label={text.gone} title={text.gone} act={<SyncOne one={rest.one} gone />} onClose={rest.onClose}>
      <Notice level="info" title={text.gone}>
        {text.goneWhy}
      </Notice>
    </SidePanel>
  )
}

export const UserDetails = ({ row, ...props }: Props) => {
  const { id, ...rest } = props
  const one = useSyncOne('user', id)
  return row ? <Known user={row} {...rest} one={one} /> : <Fetched key={id} {...props} one={one} />
}
