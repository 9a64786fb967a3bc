import { Button, makeStyles } from '@fluentui/react-components'
import { explain } from '../../../shared/text/explain.ts'
import { Ago } from '../../components/ago.tsx'
import { Quiet, Section } from '../../components/page.tsx'
import { ReconnectLink, useIsLeft } from '../../components/reconnect-link.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { usePendingChanges } from '../../components/use-pending-changes.ts'
import type { Sync } from '../../components/use-sync.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { useNow } from '../../lib/use-now.ts'
import { useOffline } from '../../lib/use-offline.ts'
import { type Cure, type Matter, mattersOf, type Situation } from './attention.ts'

const hrefs: Readonly<Record<Exclude<Cure, 'sync'>, string>> = {
  run: hrefOf('sync'),
  connection: hrefOf('settings'),
  credential: hrefOf('settings', { edit: 'credential' }),
  permissions: hrefOf('settings'),
  // Sorted by mail, those that share one stand below each other.
  users: hrefOf('users', { sort: 'mail' }),
}

const useStyles = makeStyles({ cure: { whiteSpace: 'nowrap', minWidth: 'max-content' } })

const CureButton = ({ matter: { cure, runId }, sync }: { readonly matter: Matter; readonly sync: Sync }) => {
  const s = useStyles()
  const { app, overview } = useText()
  const isLeft = useIsLeft()
  const offline = useOffline()
  const running = sync.busy !== undefined || Boolean(sync.status?.progress)
  if (cure === 'sync' && isLeft) return <ReconnectLink />
  if (cure === 'sync') {
    return (
      <Button
        size="small"
        className={s.cure}
        disabledFocusable={running || offline !== undefined}
        title={offline}
        onClick={sync.start}
      >
        {app.sync.now}
      </Button>
    )
  }
  return (
    <Button
      as="a"
      size="small"
      className={s.cure}
      href={runId === undefined ? hrefs[cure] : hrefOf('sync', { run: runId })}
    >
      {overview.attention.cures[cure]}
    </Button>
  )
}

const What = ({ matter }: { readonly matter: Matter }) => {
  const { what } = useText().overview.attention
  const { number } = useFormat()
  const language = useLanguage()
  const { kind, error, count = 0, roles = [] } = matter
  if (error !== undefined && (kind === 'syncFailed' || kind === 'setAside')) {
    const { message, remedy } = explain(error, language)
    return (
      <>
        {what[kind]({ why: message })} {remedy !== undefined && <Quiet>{remedy}</Quiet>}
      </>
    )
  }
  if (kind === 'rolesMissing') return what.rolesMissing({ roles: roles.join(', ') })
  if (kind === 'hiddenMembers' || kind === 'duplicateMail') return what[kind]({ count, text: number(count) })
  return kind === 'syncFailed' || kind === 'setAside' ? null : what[kind]
}

const When = ({ matter: { days, at } }: { readonly matter: Matter }) => {
  const { daysLeft, daysAgo } = useText().overview.attention
  const { number } = useFormat()
  if (at !== undefined) return <Ago at={at} />
  if (days === undefined) return null
  const count = Math.abs(days)
  return (days < 0 ? daysAgo : daysLeft)({ count, text: number(count) })
}

const Nothing = ({ situation }: { readonly situation: Situation }) => {
  const text = useText().overview.attention
  const { dateTime } = useFormat()
  return (
    <Status level="ok" wrap>
      {text.none}{' '}
      {situation.snapshot !== null && (
        <Quiet>{text.noneProof({ when: dateTime(situation.snapshot.publishedAt) })}</Quiet>
      )}
    </Status>
  )
}

/** What an administrator should do, the cure at the right; or that there is nothing, and since when that is known. */
export const AttentionTable = ({ situation, sync }: { readonly situation: Situation; readonly sync: Sync }) => {
  const text = useText().overview.attention
  const { number } = useFormat()
  const matters = mattersOf({ ...situation, pending: usePendingChanges() }, useNow())
  const count = matters.length
  return (
    <Section title={text.title} note={count === 0 ? undefined : text.note({ count, text: number(count) })}>
      {count === 0 ? (
        <Nothing situation={situation} />
      ) : (
        <SimpleTable
          middle
          label={text.title}
          columns={[
            { header: text.columns.what },
            { header: text.columns.when, width: '120px' },
            { header: '', width: '152px', align: 'end' },
          ]}
          rows={matters.map((matter) => [
            <Status key="what" level={matter.level} wrap>
              <What matter={matter} />
            </Status>,
            <When key="when" matter={matter} />,
            <CureButton key="cure" matter={matter} sync={sync} />,
          ])}
        />
      )}
    </Section>
  )
}
