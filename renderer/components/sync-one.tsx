import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons'
import { type ReactNode, useRef, useState } from 'react'
import type { OneKind, SyncRun } from '../../shared/domain/sync.ts'
import type { SyncText } from '../../shared/text/en/sync.ts'
import { explain } from '../../shared/text/explain.ts'
import { request } from '../ipc/client.ts'
import { useQuery } from '../ipc/use-query.ts'
import { hrefOf } from '../lib/navigation.ts'
import { useLanguage, useText } from '../lib/text.tsx'
import { useOffline } from '../lib/use-offline.ts'
import { useIsLeft } from './reconnect-link.tsx'
import { RequestNotice } from './request-notice.tsx'
import { CancelRun } from './run-progress.tsx'
import { outcomeLevels } from './run-view.ts'
import { Status } from './status.tsx'
import { useAct } from './use-act.ts'
import { useSync } from './use-sync.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', padding: '0 16px 8px' },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '4px 12px' },
  why: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

/** Why it cannot be pressed at the moment; undefined when it can. */
const useObstacle = (): string | undefined => {
  const { sync } = useText()
  const offline = useOffline()
  const isLeft = useIsLeft()
  const status = useQuery('sync.status', {}).data
  if (isLeft) return sync.one.left
  if (offline !== undefined) return offline
  return status?.progress ? sync.one.running : undefined
}

/** How it stands with the run; of one who left the directory by it, why. */
const endOf = ({ outcome, proof }: SyncRun, { one: text, proof: { one: words } }: SyncText): string => {
  const one = proof?.one
  return outcome !== 'published' || one === undefined || one.found === 'read'
    ? text.ends[outcome]
    : words.found[one.kind][one.found]
}

/** Why it ended without being published, and the way to the run. */
const Ending = ({ run: { runId, error } }: { readonly run: SyncRun }) => {
  const s = useStyles()
  const text = useText().sync.one
  const language = useLanguage()
  const explained = error === null ? undefined : explain(error, language)
  return (
    <>
      <Link href={hrefOf('sync', { run: runId })}>{text.show}</Link>
      {explained && (
        <span className={s.why}>
          {explained.message} {explained.remedy}
        </span>
      )}
    </>
  )
}

/**
 * The run over one object that was begun in its details. Held by what stays while these change from the row of a table to
 * an answer of their own and to a word that the object is gone, which a run can bring about.
 */
export const useSyncOne = (kind: OneKind, id: string) => {
  const { busy, error, run, dismiss } = useAct()
  const [asked, setAsked] = useState({ id: '', runId: '' })
  const isThis = asked.id === id
  const runId = isThis ? asked.runId : ''
  const begin = () => {
    setAsked({ id, runId: '' })
    run(
      'one',
      () => request('sync.one', { kind, id }),
      (begun) => setAsked({ id, runId: begun.runId }),
    )
  }
  return { kind, runId, isBusy: busy !== undefined, error: isThis ? error : undefined, begin, dismiss }
}
export type SyncOneState = ReturnType<typeof useSyncOne>

/** Ends the run over this one, as long as it is the one under way. The button goes with it, so the focus is passed on. */
const CancelOne = ({ runId, passOn }: { readonly runId: string; readonly passOn: () => void }) => {
  const sync = useSync()
  if (sync.status?.progress?.runId !== runId) return null
  const cancel = () => {
    passOn()
    sync.cancel()
  }
  return <CancelRun sync={{ ...sync, cancel }} />
}

/** 'Sync this user now' or 'Sync this group now', how it goes and how it ended. */
export const SyncOne = (props: {
  readonly one: SyncOneState
  readonly gone?: boolean
  /** What else can be done about it, on the same line. */
  readonly children?: ReactNode
}) => {
  const { one, gone = false, children } = props
  const s = useStyles()
  const text = useText().sync
  const { kind, runId, isBusy, error, begin, dismiss } = one
  const obstacle = useObstacle()
  const asked = useQuery('sync.run', { runId }, { when: runId !== '' }).data
  const run = asked?.runId === runId ? asked : undefined
  const line = useRef<HTMLDivElement>(null)
  return (
    <div className={s.root}>
      <div ref={line} className={s.line}>
        {!gone && (
          <Button
            size="small"
            icon={<ArrowSyncRegular />}
            disabledFocusable={isBusy || obstacle !== undefined}
            title={obstacle}
            onClick={begin}
          >
            {text.one.now[kind]}
          </Button>
        )}
        {children}
        <span role="status">
          {run && (
            <Status level={outcomeLevels[run.outcome]} wrap>
              {endOf(run, text)}
            </Status>
          )}
        </span>
        {runId !== '' && <CancelOne runId={runId} passOn={() => line.current?.querySelector('button')?.focus()} />}
        {run && run.outcome !== 'running' && <Ending run={run} />}
      </div>
      {error && <RequestNotice title={text.one.failed} error={error} onDismiss={dismiss} />}
    </div>
  )
}
