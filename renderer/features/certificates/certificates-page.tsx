import { makeStyles, Tab, TabList } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { NoList, useDirectoryState } from '../../components/list-states.tsx'
import { Page } from '../../components/page.tsx'
import { useIsLeft } from '../../components/reconnect-link.tsx'
import { useAddress } from '../../components/use-address.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useText } from '../../lib/text.tsx'
import {
  type CertificatesAddress,
  certificateTabs,
  formatCertificatesAddress,
  parseCertificatesAddress,
  unfiltered,
} from './certificates-address.ts'
import { FileTab } from './file-tab.tsx'
import { UserFinder } from './finder.tsx'
import { HealthTab } from './health-tab.tsx'
import { LookupTab } from './lookup-tab.tsx'
import { useJudging } from './use-judging.ts'
import { type Looking, useLookup } from './use-lookup.ts'

const useStyles = makeStyles({
  tabs: { marginLeft: '-8px' },
  finder: { marginLeft: 'auto', display: 'flex', minWidth: 0, maxWidth: '100%' },
})

interface Shown {
  readonly address: CertificatesAddress
  readonly onChange: (part: Partial<CertificatesAddress>) => void
}

/** The name of somebody who was chosen by an address. */
const useUserName = (id: string | undefined): string | undefined => {
  const user = useQuery('directory.user', { id: id ?? '' }, { when: id !== undefined }).data
  return user !== undefined && user.id === id ? (user.displayName ?? user.mail) : undefined
}

const Tabs = ({ address, onChange }: Shown) => {
  const s = useStyles()
  const { title, tabs } = useText().certificates
  return (
    <TabList
      size="small"
      className={s.tabs}
      aria-label={title}
      selectedValue={address.tab}
      onTabSelect={(_, { value }) =>
        onChange({ tab: certificateTabs.find((tab) => tab === value) ?? 'lookup', list: false, ...unfiltered })
      }
    >
      {certificateTabs.map((tab) => (
        <Tab key={tab} value={tab}>
          {tabs[tab]}
        </Tab>
      ))}
    </TabList>
  )
}

const LookupPage = (
  props: Shown & { readonly tabs: ReactNode; readonly isLeft: boolean; readonly looking: Looking },
) => {
  const { address, onChange, tabs, isLeft, looking } = props
  const s = useStyles()
  const text = useText().certificates
  const { user } = address
  const name = useUserName(user)
  const finder = (
    <span className={s.finder}>
      <UserFinder
        main
        label={text.find.user}
        chosen={user}
        name={name}
        onChoose={(chosen) => onChange({ user: chosen })}
      />
    </span>
  )
  return (
    <Page
      title={text.title}
      note={text.note}
      bar={
        <>
          {tabs}
          {!isLeft && finder}
        </>
      }
    >
      <LookupTab userId={user} name={name} isLeft={isLeft} looking={looking} />
    </Page>
  )
}

const FilePage = ({ address, onChange, tabs }: Shown & { readonly tabs: ReactNode }) => {
  const text = useText().certificates
  const { against } = address
  const judging = useJudging(against)
  return (
    <Page title={text.title} note={text.note} bar={tabs}>
      <FileTab
        against={against}
        name={useUserName(against)}
        onAgainst={(id) => onChange({ against: id })}
        judging={judging}
      />
    </Page>
  )
}

/** What a lookup found stays while another tab is shown, and goes with the page. */
const Known = (shown: Shown) => {
  const { tab, user } = shown.address
  const isLeft = useIsLeft()
  const looking = useLookup(user, { isLeft, isShown: tab === 'lookup' })
  const tabs = <Tabs {...shown} />
  if (tab === 'lookup') return <LookupPage {...shown} tabs={tabs} isLeft={isLeft} looking={looking} />
  return tab === 'health' ? <HealthTab {...shown} tabs={tabs} isLeft={isLeft} /> : <FilePage {...shown} tabs={tabs} />
}

const CertificatesPage = () => {
  const text = useText().certificates
  const directory = useDirectoryState()
  const [address, change] = useAddress(parseCertificatesAddress, formatCertificatesAddress)
  if (directory.missing) return <NoList title={text.title} words={text.empty} missing={directory.missing} />
  return <Known address={address} onChange={change} />
}

export default CertificatesPage
