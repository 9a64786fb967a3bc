import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { hiddenMembership, hiddenMembersRole } from '../../../shared/domain/group.ts'
import type { GroupRow } from '../../../shared/ipc/directory.ts'
import { Breakable } from '../../components/breakable.tsx'
import { Notice } from '../../components/notice.tsx'
import { ObjectHistory } from '../../components/object-history.tsx'
import { Facts, Mono, Quiet, Section, SidePanel } from '../../components/page.tsx'
import { SyncOne, type SyncOneState, useSyncOne } from '../../components/sync-one.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { kindText, visibilityText } from './group-columns.tsx'
import { GroupMembers } from './group-members.tsx'
import { type GroupTab, groupTabs } from './groups-address.ts'

const useStyles = makeStyles({
  tabs: { padding: '0 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, marginBottom: '8px' },
  copied: { display: 'flex', alignItems: 'center', gap: '4px' },
  rule: {
    margin: 0,
    padding: '8px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  hidden: { marginBottom: '8px' },
})

/** Said only while the role is missing: with it, the members are there. */
const HiddenMembership = ({ group }: { readonly group: GroupRow }) => {
  const s = useStyles()
  const text = useText().groups.details
  const { data } = useQuery('connection.get', {})
  if (group.visibility !== hiddenMembership || data?.connection?.roles.includes(hiddenMembersRole)) return null
  const [before, after] = text.hiddenWhy
  return (
    <div className={s.hidden}>
      <Notice level="warn" title={text.hidden}>
        {before}
        <Mono>{hiddenMembersRole}</Mono>
        {after}
      </Notice>
    </div>
  )
}

const About = ({ group }: { readonly group: GroupRow }) => {
  const s = useStyles()
  const text = useText().groups
  const format = useFormat()
  const { details } = text
  return (
    <>
      <Facts
        rows={[
          [details.kind, kindText(group, text)],
          [
            details.mail,
            group.mail === null ? (
              <Quiet key="none">{details.noMail}</Quiet>
            ) : (
              <Breakable key="mail">{group.mail}</Breakable>
            ),
          ],
          [details.description, group.description ?? <Quiet key="none">{details.noDescription}</Quiet>],
          [details.visibility, visibilityText(group.visibility, text) || <Quiet key="none">—</Quiet>],
          [details.direct, format.number(group.direct)],
          [
            details.transitive,
            <span key="transitive">
              {format.number(group.transitive)} <Quiet>{details.transitiveNote}</Quiet>
            </span>,
          ],
          [
            details.objectId,
            <span key="id" className={s.copied}>
              <Mono>{group.id}</Mono>
              <CopyButton text={group.id} label={details.copy({ name: details.objectId })} />
            </span>,
          ],
        ]}
      />
      {group.membershipRule !== null && (
        <Section
          title={details.rule}
          actions={<CopyButton text={group.membershipRule} label={details.copy({ name: details.rule })} />}
        >
          <pre className={s.rule}>{group.membershipRule}</pre>
        </Section>
      )}
    </>
  )
}

interface Props {
  readonly id: string
  /** The group as the table holds it; undefined when it is not in the windows that are loaded. */
  readonly row: GroupRow | undefined
  readonly tab: GroupTab
  readonly onTab: (tab: GroupTab) => void
  readonly onClose: () => void
}

/** What is shown, with the run over it alone. */
type Shown = Omit<Props, 'row'> & { readonly one: SyncOneState }

const Known = ({ group, one, tab, onTab, onClose }: Omit<Shown, 'id'> & { readonly group: GroupRow }) => {
  const s = useStyles()
  const text = useText().groups
  const name = group.displayName ?? text.details.unnamed
  return (
    <SidePanel
      label={text.details.label({ name })}
      title={name}
      note={kindText(group, text)}
      onClose={onClose}
      act={<SyncOne one={one} />}
      tabs={
        <TabList
          size="small"
          className={s.tabs}
          selectedValue={tab}
          onTabSelect={(_, { value }) => onTab(groupTabs.find((known) => known === value) ?? 'members')}
        >
          {groupTabs.map((known) => (
            <Tab key={known} value={known}>
              {text.details.tabs[known]}
            </Tab>
          ))}
        </TabList>
      }
    >
      <HiddenMembership group={group} />
      {tab === 'members' && <GroupMembers key={group.id} group={group} />}
      {tab === 'about' && <About group={group} />}
      {tab === 'history' && <ObjectHistory key={group.id} id={group.id} />}
    </SidePanel>
  )
}

/** A group opened by a link, that no window of the table holds. */
const Fetched = ({ id, ...rest }: Shown) => {
  const text = useText().groups.details
  const { data, error } = useQuery('directory.group', { id })
  if (data && data.id === id) return <Known group={data} {...rest} />
  if (!error) return null
  return (
    <SidePanel label={text.gone} title={text.gone} act={<SyncOne one={rest.one} gone />} onClose={rest.onClose}>
      <Quiet>{text.goneWhy}</Quiet>
    </SidePanel>
  )
}

export const GroupDetails = ({ row, ...props }: Props) => {
  const { id, ...rest } = props
  const one = useSyncOne('group', id)
  return row ? <Known group={row} {...rest} one={one} /> : <Fetched key={id} {...props} one={one} />
}
