import { Button, Link } from '@fluentui/react-components'
import type { PendingChanges } from '../../../shared/domain/change.ts'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { explain } from '../../../shared/text/explain.ts'
import { isOfConnection } from '../../components/cures.ts'
import { Notice } from '../../components/notice.tsx'
import { outcomeLevels } from '../../components/run-view.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { HeldNotice } from './held-notice.tsx'
import { HistoryLinks } from './history-links.tsx'
import { usePending } from './pending-sections.tsx'
import { reasonsOf } from './proof-view.ts'

const published = { full: 'published', delta: 'updated', user: 'user', group: 'group' } as const

/** What they are called says it all. */
const noReasons: readonly SyncRun['outcome'][] = ['published', 'cancelled', 'rehearsed']

/**
 * Why it ended so, one sentence after the other: the error and its cure, or what the proof lacks. `pending`: what
 * it would change.
 */
const useReasons = (
  { error, proof, outcome }: SyncRun,
  pending: PendingChanges | null | undefined,
): readonly string[] => {
  const { ended, proof: text } = useText().sync
  const { number } = useFormat()
  const language = useLanguage()
  if (outcome === 'rehearsed' && pending?.beyondGuard) return [ended.rehearsedBeyond]
  if (noReasons.includes(outcome)) return []
  if (outcome === 'interrupted') return [ended.interruptedWhy]
  if (outcome === 'held') return pending === null ? [ended.heldOver] : []
  if (outcome === 'kept') return [ended.keptOn]
  const open = proof === null ? [] : reasonsOf(proof)
  const reasons = open.map(({ reason, by }) => {
    const words = text.reasons[reason]
    return typeof words === 'string' ? words : words({ count: by, text: number(by) })
  })
  if (error === null) return reasons
  const { message, remedy = '' } = explain(error, language)
  // What the proof says is more exact than the error that it led to.
  return error.code === 'sync_incomplete' && reasons.length > 0 ? [...reasons, remedy] : [message, remedy, ...reasons]
}

/** Codes and ids of the run for support, in no language. */
const detailsOf = ({ runId, outcome, startedAt, error, proof }: SyncRun): string =>
  [
    `run: ${runId}`,
    `outcome: ${outcome}`,
    `started: ${startedAt}`,
    ...(error === null
      ? []
      : [`code: ${error.code}`, ...Object.entries(error.params).map(([name, value]) => `${name}: ${value}`)]),
    ...(proof === null ? [] : [`proof: ${JSON.stringify(proof)}`]),
  ].join('\n')

const Cures = ({ run }: { readonly run: SyncRun }) => {
  const { ended } = useText().sync
  const snapshot = useQuery('directory.overview', {}).data?.snapshot
  const other = snapshot && snapshot.runId !== run.runId
  return (
    <>
      {other && <Link href={hrefOf('sync', { run: snapshot.runId })}>{ended.showSnapshot}</Link>}
      {run.error !== null && isOfConnection(run.error) && (
        <Button as="a" size="small" href={hrefOf('settings')}>
          {ended.toSettings}
        </Button>
      )}
    </>
  )
}

/** How the run ended, why, what was not lost, and what to do. A published one needs no more than a line. */
export const OutcomeNotice = ({ run }: { readonly run: SyncRun }) => {
  const { ended } = useText().sync
  const { dateTime } = useFormat()
  const snapshot = useQuery('directory.overview', {}).data?.snapshot
  const { pending } = usePending(run)
  const reasons = useReasons(run, pending)
  if (run.outcome === 'running') return null
  if (pending?.held) return <HeldNotice pending={pending} />
  if (run.outcome === 'published')
    return <Notice level="ok" title={ended[published[run.kind]]} actions={<HistoryLinks runId={run.runId} />} />
  const isPart = run.outcome === 'partial' && run.proof?.one !== undefined
  const kept = snapshot ? ended.kept({ when: dateTime(snapshot.publishedAt) }) : ended.noneYet
  return (
    <Notice
      level={pending?.beyondGuard ? 'warn' : outcomeLevels[run.outcome]}
      title={run.outcome === 'kept' ? ended.keptBack : isPart ? ended.partialOne : ended[run.outcome]}
      details={noReasons.includes(run.outcome) ? undefined : detailsOf(run)}
      actions={<Cures run={run} />}
    >
      {[...reasons, kept].filter((sentence) => sentence !== '').join(' ')}
    </Notice>
  )
}
