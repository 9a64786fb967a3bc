import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { AddRegular, MoreHorizontalRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import { Ago } from '../../components/ago.tsx'
import { Quiet, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useTenantSwitch } from '../../components/tenant-switch.ts'
import { useTenants } from '../../components/use-tenants.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { RemoveTenantDialog } from './remove-tenant-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { useLastSyncs } from './use-last-syncs.ts'

const useStyles = makeStyles({
  // The first on its page, and above the one bordered box.
  first: { marginBottom: '20px', '& > section': { marginTop: 0 } },
  two: { display: 'grid' },
  active: { fontWeight: tokens.fontWeightSemibold },
  acts: { display: 'flex', gap: '4px', justifyContent: 'flex-end', alignItems: 'center' },
})

const AddTenant = () => {
  const text = useText().tenants
  return (
    <Button as="a" size="small" icon={<AddRegular />} href={hrefOf('connect')}>
      {text.add}
    </Button>
  )
}

/** With one tenant nothing speaks of a list but this. */
export const MoreTenants = () => {
  const text = useText().tenants
  return (
    <Section title={text.more} note={text.moreNote}>
      <AddTenant />
    </Section>
  )
}

const Name = ({ tenant, isActive }: { readonly tenant: Connection; readonly isActive: boolean }) => {
  const s = useStyles()
  const { name, tenantName, defaultDomain } = tenant
  const notes = [name === null ? null : tenantName, defaultDomain].filter((part) => part !== null)
  return (
    <span className={s.two}>
      <span className={isActive ? s.active : undefined}>{titleOf(tenant)}</span>
      {notes.map((note) => (
        <Quiet key={note}>{note}</Quiet>
      ))}
    </span>
  )
}

const LastSync = ({ at }: { readonly at: string | null | undefined }) => {
  const text = useText().tenants
  if (at === undefined) return <Quiet>{text.lastUnknown}</Quiet>
  return at === null ? <Quiet>{text.never}</Quiet> : <Ago at={at} />
}

interface ActsProps {
  readonly tenant: Connection
  readonly isActive: boolean
  readonly onRename: () => void
  readonly onRemove: () => void
}

const Acts = ({ tenant, isActive, onRename, onRemove }: ActsProps) => {
  const s = useStyles()
  const text = useText().tenants
  const { switchTo } = useTenantSwitch()
  const name = titleOf(tenant)
  return (
    <div className={s.acts}>
      {isActive ? (
        <Quiet>{text.shown}</Quiet>
      ) : (
        <Button size="small" aria-label={text.switchTo({ name })} onClick={() => switchTo(tenant.id)}>
          {text.switch}
        </Button>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={text.actsOf({ name })}
            title={text.actsOf({ name })}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={onRename}>{text.rename.item}</MenuItem>
            <MenuItem onClick={onRemove}>{text.remove.item}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  )
}

type Asked = { readonly what: 'rename' | 'remove'; readonly tenant: Connection }

/** The tenants of this profile, where there is more than one. */
export const TenantsSection = ({ onRemoved }: { readonly onRemoved: (words: string | undefined) => void }) => {
  const s = useStyles()
  const text = useText().tenants
  const { tenants, activeId } = useTenants()
  const lasts = useLastSyncs(tenants.filter(({ id }) => id !== activeId))
  const shown = useQuery('directory.overview', {}, { when: activeId !== null }).data?.snapshot
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const ask = (what: Asked['what'], tenant: Connection) => () => {
    onRemoved(undefined)
    setAsked({ what, tenant })
  }
  const lastOf = (id: string) => {
    if (id !== activeId) return lasts.get(id)
    return shown === undefined ? undefined : (shown?.publishedAt ?? null)
  }
  const rows = tenants.map((tenant) => {
    const { id, state } = tenant
    return [
      <Name key="name" tenant={tenant} isActive={id === activeId} />,
      <Status key="state" level={state === 'connected' ? 'ok' : 'off'}>
        {text.states[state]}
      </Status>,
      <LastSync key="last" at={lastOf(id)} />,
      <Acts
        key="acts"
        tenant={tenant}
        isActive={id === activeId}
        onRename={ask('rename', tenant)}
        onRemove={ask('remove', tenant)}
      />,
    ]
  })
  return (
    <div className={s.first}>
      <Section title={text.title} note={text.note} actions={<AddTenant />}>
        <SimpleTable
          middle
          label={text.title}
          columns={[
            { header: text.columns.name },
            { header: text.columns.state, width: '18%' },
            { header: text.columns.last, width: '18%' },
            { header: '', width: '132px', align: 'end' },
          ]}
          rows={rows}
        />
        {asked?.what === 'rename' && <RenameDialog connection={asked.tenant} onClose={close} />}
        {asked?.what === 'remove' && (
          <RemoveTenantDialog
            tenant={asked.tenant}
            isActive={asked.tenant.id === activeId}
            onClose={close}
            onDone={(words) => {
              close()
              onRemoved(words)
            }}
          />
        )}
      </Section>
    </div>
  )
}
