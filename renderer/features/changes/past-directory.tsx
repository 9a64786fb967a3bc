import { Button, makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import { ExportMenu, ExportNotice, useExport } from '../../components/export-list.tsx'
import { ListBar } from '../../components/list-bar.tsx'
import { Blank, Notice } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { useText } from '../../lib/text.tsx'
import { AsOfMenu } from './as-of-menu.tsx'
import { type ChangesAddress, noFilters, pastViews } from './changes-address.ts'
import { PastGroup, PastUser } from './past-details.tsx'
import { PastGroups, PastUsers } from './past-list.tsx'
import { useWhen } from './use-runs.ts'

const useStyles = makeStyles({ above: { padding: '4px 20px 8px', display: 'grid', gap: '8px', flexShrink: 0 } })

interface Props {
  readonly runId: string
  readonly address: ChangesAddress
  readonly onChange: (part: Partial<ChangesAddress>) => void
}

const now = { ...noFilters, asOf: undefined, open: undefined } as const

const Banner = ({ runId, onChange }: Pick<Props, 'runId' | 'onChange'>) => {
  const s = useStyles()
  const text = useText().changes.asOf
  const when = useWhen(runId)
  return (
    <div className={s.above}>
      <Notice
        level="info"
        title={when === undefined ? text.bannerUndated : text.banner({ when })}
        actions={
          <Button size="small" onClick={() => onChange(now)}>
            {text.back}
          </Button>
        }
      >
        {text.bannerWhy}
      </Notice>
    </div>
  )
}

const Views = ({ address, onChange }: Omit<Props, 'runId'>) => {
  const text = useText().changes.asOf
  return (
    <TabList
      size="small"
      aria-label={text.views}
      selectedValue={address.view}
      onTabSelect={(_, { value }) =>
        onChange({ view: pastViews.find((view) => view === value) ?? 'users', open: undefined, search: '' })
      }
    >
      {pastViews.map((view) => (
        <Tab key={view} value={view}>
          {text[view]}
        </Tab>
      ))}
    </TabList>
  )
}

const Unknown = ({ onChange }: Pick<Props, 'onChange'>) => {
  const text = useText().changes.asOf
  return (
    <Blank
      title={text.unknown}
      actions={
        <Button size="small" onClick={() => onChange(now)}>
          {text.back}
        </Button>
      }
    >
      {text.unknownWhy}
    </Blank>
  )
}

const PastBar = ({ address, onChange }: Omit<Props, 'runId'>) => {
  const text = useText().changes.asOf
  return (
    <ListBar
      words={address.view === 'users' ? text.searchUsers : text.searchGroups}
      search={address.search}
      onSearch={(search) => onChange({ search })}
      view={null}
    >
      <Views address={address} onChange={onChange} />
    </ListBar>
  )
}

/** The directory as it was after a run, and a word that says so. */
export const PastDirectory = ({ runId, address, onChange }: Props) => {
  const { title } = useText().changes
  const { view, open } = address
  const [List, Details] = view === 'users' ? [PastUsers, PastUser] : [PastGroups, PastGroup]
  const exporting = useExport()
  const [rows, setRows] = useState<number>()
  const query = { runId, search: address.search.trim(), descending: address.descending }
  const of = view === 'users' ? 'usersAsOf' : 'groupsAsOf'
  const choose = (asOf: string | undefined) => onChange(asOf === undefined ? now : { asOf, open: undefined })
  return (
    <Page
      title={title}
      actions={
        <>
          <ExportMenu exporting={exporting} choices={[{ what: { of, query } }]} rows={rows} />
          <AsOfMenu chosen={runId} onChoose={choose} />
        </>
      }
      bar={<PastBar address={address} onChange={onChange} />}
      panel={
        open !== undefined && (
          <Details key={open} runId={runId} id={open} onClose={() => onChange({ open: undefined })} />
        )
      }
    >
      <ExportNotice exporting={exporting} />
      <List
        runId={runId}
        address={address}
        onChange={onChange}
        onRows={setRows}
        above={<Banner runId={runId} onChange={onChange} />}
        unknown={<Unknown onChange={onChange} />}
      />
    </Page>
  )
}
