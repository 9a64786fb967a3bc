import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { FormField } from '../../components/form-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { GroupFinder } from './finder.tsx'
import { effortOf } from './health-view.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px', maxWidth: '680px', paddingTop: '4px' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  lead: { margin: 0 },
  choice: { margin: '-4px 0 -4px -8px' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

const scopes = ['all', 'group'] as const
type Scope = (typeof scopes)[number]

/** How many would be looked up; undefined until that is known. */
const useUsers = ({ scope, groupId }: Wish): number | undefined => {
  const all = useQuery('directory.overview', {}).data?.snapshot?.users
  const group = useQuery('directory.group', { id: groupId ?? '' }, { when: groupId !== undefined }).data
  if (scope === 'all') return all
  return group !== undefined && group.id === groupId ? group.transitive : undefined
}

/** What keeps it from starting, in words. */
const useObstacle = ({ scope, groupId }: Wish, nothingOn: boolean): string | undefined => {
  const { certificates } = useText()
  const offline = useOffline()
  if (offline !== undefined) return offline
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

interface Wish {
  readonly scope: Scope
  readonly groupId: string | undefined
}

const ScopeFields = ({ wish, onWish }: { readonly wish: Wish; readonly onWish: (part: Partial<Wish>) => void }) => {
  const s = useStyles()
  const { health: text, find } = useText().certificates
  const { scope, groupId } = wish
  const group = useQuery('directory.group', { id: groupId ?? '' }, { when: groupId !== undefined }).data
  return (
    <>
      <FormField label={text.scope}>
        <RadioGroup
          className={s.choice}
          layout="horizontal"
          value={scope}
          onChange={(_, { value }) => onWish({ scope: scopes.find((known) => known === value) ?? 'all' })}
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
            onChoose={(chosen) => onWish({ groupId: chosen })}
          />
        </FormField>
      )}
    </>
  )
}

/** Begins a board over whom the wish names, if there is anybody. */
const useStart = ({ scope, groupId }: Wish, onStarted: () => void) => {
  const act = useAct()
  const chosen = scope === 'all' ? ({ of: 'all' } as const) : groupId && ({ of: 'group', groupId } as const)
  const start = () => {
    if (chosen) act.run('start', () => request('certificates.startBoard', { scope: chosen }), onStarted)
  }
  return { ...act, start }
}

/** Whom to look up, and what that will ask of Microsoft, before anything is asked. */
export const HealthStart = (props: { readonly onStarted: () => void; readonly onBack?: () => void }) => {
  const { onStarted, onBack } = props
  const s = useStyles()
  const { health: text } = useText().certificates
  const [wish, setWish] = useState<Wish>({ scope: 'all', groupId: undefined })
  const settings = useQuery('certificates.settings', {}).data
  const users = useUsers(wish)
  const effort = settings === undefined || users === undefined ? undefined : effortOf(users, settings)
  const obstacle = useObstacle(wish, effort?.nothingOn ?? false)
  const { start, busy, error, dismiss } = useStart(wish, onStarted)
  return (
    <div className={s.root}>
      <h2 className={s.title}>{text.blank}</h2>
      <p className={s.lead}>{text.blankWhy}</p>
      <ScopeFields wish={wish} onWish={(part) => setWish({ ...wish, ...part })} />
      {effort && !effort.nothingOn && <Effort users={effort.users} requests={effort.requests} />}
      {error && <RequestNotice title={text.startFailed} error={error} onDismiss={dismiss} />}
      <div className={s.buttons}>
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={obstacle !== undefined || busy !== undefined}
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
