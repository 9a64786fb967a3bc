import { Button, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { FormField } from '../../components/form-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useOnline } from '../../lib/use-online.ts'
import { GroupFinder } from './finder.tsx'
import { effortOf } from './health-view.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px', maxWidth: '680px', paddingTop: '4px' },
  title: { margin: 0, fontSize: '15px', lineHeight: '20px', fontWeight: 600 },
  lead: { margin: 0 },
  choice: { margin: '-4px 0 -4px -8px' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

const scopes = ['all', 'group'] as const
type Scope = (typeof scopes)[number]

/** How many would be looked up; undefined until that is known. */
const useUsers = (scope: Scope, groupId: string | undefined): number | undefined => {
  const all = useQuery('directory.overview', {}).data?.snapshot?.users
  const group = useQuery('directory.group', { id: groupId ?? '' }, { when: groupId !== undefined }).data
  if (scope === 'all') return all
  return group !== undefined && group.id === groupId ? group.transitive : undefined
}

/** What keeps it from starting, in words. */
const useObstacle = (scope: Scope, groupId: string | undefined, nothingOn: boolean): string | undefined => {
  const { app, certificates } = useText()
  const online = useOnline()
  if (!online) return app.foot.offlineWhy
  if (nothingOn) return certificates.health.sourcesOff
  return scope === 'group' && groupId === undefined ? certificates.health.noGroup : undefined
}

const Effort = ({ users, requests }: { readonly users: number; readonly requests: number }) => {
  const { health: text } = useText().certificates
  const { number } = useFormat()
  return (
    <Notice
      level="info"
      title={text.effort({ users: { count: users, text: number(users) }, requests: number(requests) })}
    >
      {text.effortSlow}
    </Notice>
  )
}

/** Whom to look up, and what that will ask of Microsoft, before anything is asked. */
export const HealthStart = ({
  onStarted,
  onBack,
}: {
  readonly onStarted: () => void
  readonly onBack?: () => void
}) => {
  const s = useStyles()
  const { health: text, find } = useText().certificates
  const [scope, setScope] = useState<Scope>('all')
  const [groupId, setGroupId] = useState<string>()
  const group = useQuery('directory.group', { id: groupId ?? '' }, { when: groupId !== undefined }).data
  const settings = useQuery('certificates.settings', {}).data
  const users = useUsers(scope, groupId)
  const effort = settings === undefined || users === undefined ? undefined : effortOf(users, settings)
  const obstacle = useObstacle(scope, groupId, effort?.nothingOn ?? false)
  const act = useAct()
  const start = () => {
    const chosen =
      scope === 'all' || groupId === undefined ? ({ of: 'all' } as const) : ({ of: 'group', groupId } as const)
    act.run('start', () => request('certificates.startBoard', { scope: chosen }), onStarted)
  }
  return (
    <div className={s.root}>
      <h2 className={s.title}>{text.blank}</h2>
      <p className={s.lead}>{text.blankWhy}</p>
      <FormField label={text.scope}>
        <RadioGroup
          className={s.choice}
          layout="horizontal"
          value={scope}
          onChange={(_, { value }) => setScope(scopes.find((known) => known === value) ?? 'all')}
        >
          {scopes.map((known) => (
            <Radio key={known} value={known} label={text[known]} />
          ))}
        </RadioGroup>
      </FormField>
      {scope === 'group' && (
        <FormField label={find.group}>
          <GroupFinder
            label={find.group}
            chosen={groupId}
            name={group && group.id === groupId ? (group.displayName ?? find.unnamed) : undefined}
            onChoose={setGroupId}
          />
        </FormField>
      )}
      {effort && !effort.nothingOn && <Effort users={effort.users} requests={effort.requests} />}
      {act.error && <RequestNotice title={text.startFailed} error={act.error} onDismiss={act.dismiss} />}
      <div className={s.buttons}>
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={obstacle !== undefined || act.busy !== undefined}
          title={obstacle}
          onClick={start}
        >
          {text.start}
        </Button>
        {onBack && (
          <Button size="small" onClick={onBack}>
            {text.back}
          </Button>
        )}
      </div>
    </div>
  )
}
