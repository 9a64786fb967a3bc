import { makeStyles, tokens } from '@fluentui/react-components'
import type { Connection, ConnectionState } from '../../shared/domain/connection.ts'
import type { Snapshot } from '../../shared/domain/sync.ts'
import type { AppText } from '../../shared/text/en/app.ts'
import { Status } from '../components/status.tsx'
import { useQuery } from '../ipc/use-query.ts'
import { daysUntil, type Format } from '../lib/format.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { useNow } from '../lib/use-now.ts'
import { useOnline } from '../lib/use-online.ts'
import { hiddenWords, narrow } from './frame-styles.ts'

const useStyles = makeStyles({
  foot: {
    gridColumnStart: 1,
    gridColumnEnd: 3,
    display: 'flex',
    alignItems: 'center',
    gap: '16px',
    padding: '0 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    outlineOffset: '-2px',
  },
  counts: { display: 'flex', gap: '16px', '@media (max-width: 760px)': { display: 'none' } },
  least: { [narrow]: { display: 'none' } },
  spare: { [narrow]: hiddenWords },
  end: { flexShrink: 0, marginLeft: 'auto', display: 'flex', gap: '16px' },
})

/** Certificates are renewed in good time when they are shown as near for so many days. */
const near = 30

interface WorthProps {
  readonly snapshot: Snapshot
  readonly isOld: boolean
  readonly state: ConnectionState
}

const Worth = ({ snapshot, isOld, state }: WorthProps) => {
  const { app, disconnect } = useText()
  const { foot } = app
  const { dateTime, relative } = useFormat()
  const { complete } = snapshot.proof
  const values = { when: dateTime(snapshot.publishedAt), age: relative(snapshot.publishedAt, useNow()) }
  if (state !== 'connected') return <Status level="off">{disconnect.since[state](values)}</Status>
  return (
    <Status level={complete && !isOld ? 'ok' : 'partial'}>
      {complete ? foot.complete(values) : foot.incomplete(values)}
    </Status>
  )
}

const Counts = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const s = useStyles()
  const { foot } = useText().app
  const { number } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  return (
    <span className={s.counts}>
      <span>{foot.users(counted(snapshot.users))}</span>
      <span>{foot.groups(counted(snapshot.groups))}</span>
      <span className={s.least}>{foot.memberships(counted(snapshot.memberships))}</span>
    </span>
  )
}

const Credential = ({ connection, now }: { readonly connection: Connection; readonly now: number }) => {
  const { foot } = useText().app
  const format = useFormat()
  const { credential } = connection
  if (credential.kind === 'secret') return <span>{foot.secret}</span>
  const days = daysUntil(credential.notAfter, now)
  const words = certificateWords(days, foot, format)
  if (days >= near) return <span title={format.dateTime(credential.notAfter)}>{words}</span>
  return <Status level={days < 0 ? 'error' : 'warn'}>{words}</Status>
}

const certificateWords = (days: number, foot: AppText['foot'], { number }: Format): string =>
  foot.certificate({ count: days, text: number(days) })

const End = () => {
  const s = useStyles()
  const { app } = useText()
  const connection = useQuery('connection.get', {}).data?.connection ?? null
  const addresses = useQuery('app.info', {}).data?.cloudOverride ?? null
  const now = useNow()
  const online = useOnline()
  return (
    <span className={s.end}>
      {addresses !== null && (
        <span title={app.foot.otherAddressesWhy({ addresses })}>
          <Status level="info">
            <span className={s.spare}>{app.foot.otherAddresses}</span>
          </Status>
        </span>
      )}
      {!online && (
        <span title={app.foot.offlineWhy}>
          <Status level="warn">{app.foot.offline}</Status>
        </span>
      )}
      {connection && <span>{app.clouds[connection.cloud]}</span>}
      {connection && connection.state !== 'disconnected' && <Credential connection={connection} now={now} />}
    </span>
  )
}

/** What this copy of the truth is worth: it answers whether one can trust what one sees, so it never goes. */
export const Foot = () => {
  const s = useStyles()
  const { foot } = useText().app
  const connection = useQuery('connection.get', {}).data?.connection
  // Without a tenant there is no directory to ask.
  const { data, error } = useQuery('directory.overview', {}, { when: connection != null })
  const last = useQuery('sync.status', {}).data?.last
  // A run that did not come to its end since then leaves this snapshot older than it should be.
  const isOld = last?.error != null || last?.outcome === 'interrupted' || last?.outcome === 'held'
  const snapshot = data?.snapshot
  return (
    <footer className={s.foot} data-region="foot" tabIndex={-1}>
      {snapshot && <Worth snapshot={snapshot} isOld={isOld} state={connection?.state ?? 'connected'} />}
      {snapshot && <Counts snapshot={snapshot} />}
      {connection === null && <span>{foot.nothing}</span>}
      {snapshot === null && <span>{foot.notSynchronised}</span>}
      {!data && error && <Status level="error">{foot.unread}</Status>}
      <End />
    </footer>
  )
}
