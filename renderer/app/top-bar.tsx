import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular, BuildingRegular, DismissRegular, SearchRegular } from '@fluentui/react-icons'
import { titleOf } from '../../shared/domain/connection.ts'
import type { Sync } from '../components/use-sync.ts'
import { useTenants } from '../components/use-tenants.ts'
import { useQuery } from '../ipc/use-query.ts'
import { hrefOf } from '../lib/navigation.ts'
import { useText } from '../lib/text.tsx'
import { useOffline } from '../lib/use-offline.ts'
import { useKeyNames } from './keys.ts'
import { LeftState } from './left-state.tsx'
import { MoreMenu } from './more-menu.tsx'
import { SyncBar, SyncState } from './sync-state.tsx'
import { TenantMenu } from './tenant-menu.tsx'
import type { Commands } from './use-commands.ts'

const useStyles = makeStyles({
  top: {
    gridColumnStart: 1,
    gridColumnEnd: 3,
    position: 'relative',
    // The tenant menu hangs out of it, over the navigation and the page.
    zIndex: 1,
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 1fr) minmax(160px, 400px) minmax(160px, 1fr)',
    alignItems: 'center',
    gap: '16px',
    padding: '0 12px 0 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  tenant: {
    justifySelf: 'start',
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    maxWidth: '100%',
    height: '28px',
    padding: '0 8px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    outlineStyle: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  none: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  words: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  icon: { flexShrink: 0, lineHeight: 0 },
  search: {
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    height: '28px',
    padding: '0 8px',
    width: '100%',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    cursor: 'text',
    ':hover': {
      borderTopColor: tokens.colorNeutralStroke1Hover,
      borderRightColor: tokens.colorNeutralStroke1Hover,
      borderBottomColor: tokens.colorNeutralStroke1Hover,
      borderLeftColor: tokens.colorNeutralStroke1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  searchWords: { flexGrow: 1 },
  key: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  right: { justifySelf: 'end', display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0, maxWidth: '100%' },
  button: { flexShrink: 0 },
})

const Tenant = () => {
  const s = useStyles()
  const { top } = useText().app
  const { data } = useQuery('connection.get', {})
  const list = useTenants()
  if (data === undefined) return <span />
  const { connection } = data
  if (connection !== null && list.several) return <TenantMenu active={connection} list={list} className={s.tenant} />
  const name = connection === null ? top.noTenant : titleOf(connection)
  return (
    <a
      href={hrefOf('settings')}
      className={mergeClasses(s.tenant, connection === null && s.none)}
      title={connection?.defaultDomain ?? name}
    >
      <span className={s.icon} aria-hidden="true">
        <BuildingRegular fontSize={16} />
      </span>
      <span className={s.words}>{name}</span>
    </a>
  )
}

const Search = ({ onOpen }: { readonly onOpen: () => void }) => {
  const s = useStyles()
  const { top } = useText().app
  const keyNames = useKeyNames()
  return (
    <button
      type="button"
      className={mergeClasses('bare', s.search)}
      onClick={onOpen}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
    >
      <span className={s.icon} aria-hidden="true">
        <SearchRegular fontSize={16} />
      </span>
      <span className={mergeClasses(s.words, s.searchWords)}>{top.search}</span>
      <span className={s.key} aria-hidden="true">
        {keyNames('mod+K')}
      </span>
    </button>
  )
}

const SyncButton = ({ sync, onStart }: { readonly sync: Sync; readonly onStart: () => void }) => {
  const s = useStyles()
  const { sync: text } = useText().app
  const offline = useOffline()
  if (sync.status?.progress == null)
    return (
      <Button
        size="small"
        className={s.button}
        icon={<ArrowSyncRegular />}
        disabledFocusable={sync.busy === 'start' || offline !== undefined}
        title={offline}
        onClick={onStart}
      >
        {text.now}
      </Button>
    )
  return (
    <Button
      size="small"
      className={s.button}
      icon={<DismissRegular />}
      disabledFocusable={sync.cancelling}
      onClick={sync.cancel}
    >
      {sync.cancelling ? text.cancelling : text.cancel}
    </Button>
  )
}

/** Whose truth it is, the one search, and how fresh the copy is. */
export const TopBar = ({ sync, commands }: { readonly sync: Sync; readonly commands: Commands }) => {
  const s = useStyles()
  const connection = useQuery('connection.get', {}).data?.connection
  const isConnected = connection?.state === 'connected'
  const { status } = sync
  return (
    <header className={s.top} data-region="top">
      <Tenant />
      <Search onOpen={commands.openPalette} />
      <div className={s.right}>
        {connection && <LeftState connection={connection} />}
        {isConnected && status && <SyncState status={status} />}
        {isConnected && <SyncButton sync={sync} onStart={commands.syncNow} />}
        <MoreMenu onShortcuts={commands.showShortcuts} />
      </div>
      {status?.progress && <SyncBar progress={status.progress} />}
    </header>
  )
}
