import { Button, Link } from '@fluentui/react-components'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Notice } from '../../components/notice.tsx'
import { outcomeLevels } from '../../components/run-view.ts'
import type { useSync } from '../../components/use-sync.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { reasonsOf } from './proof-view.ts'

interface Props {
  readonly run: SyncRun
  readonly sync: ReturnType<typeof useSync>
}

/** Why it ended so, one sentence after the other: the error and its cure, or what the proof lacks. */
const useReasons = ({ error, proof, outcome }: SyncRun): readonly string[] => {
  const { ended, proof: text } = useText().sync
  const { number } = useFormat()
  const language = useLanguage()
  if (outcome === 'published' || outcome === 'cancelled') return []
  if (outcome === 'interrupted') return [ended.interruptedWhy]
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

const Cures = ({ run, sync }: Props) => {
  const { ended, again } = useText().sync
  const snapshot = useQuery('directory.overview', {}).data?.snapshot
  const other = snapshot && snapshot.runId !== run.runId
  return (
    <>
      {other && <Link href={hrefOf('sync', { run: snapshot.runId })}>{ended.showSnapshot}</Link>}
      {run.error !== null && <Link href={hrefOf('settings')}>{ended.toSettings}</Link>}
      {run.runId === sync.status?.last?.runId && (
        <Button size="small" disabledFocusable={sync.busy !== undefined} onClick={sync.start}>
          {again}
        </Button>
      )}
    </>
  )
}

/** How the run ended, why, what was not lost, and what to do. A published one needs no more than a line. */
export const OutcomeNotice = (props: Props) => {
  const { run } = props
  const { ended } = useText().sync
  const { dateTime } = useFormat()
  const reasons = useReasons(run)
  const snapshot = useQuery('directory.overview', {}).data?.snapshot
  if (run.outcome === 'running') return null
  if (run.outcome === 'published') return <Notice level="ok" title={ended.published} />
  const kept = snapshot ? ended.kept({ when: dateTime(snapshot.publishedAt) }) : ended.noneYet
  return (
    <Notice
      level={outcomeLevels[run.outcome]}
      title={ended[run.outcome]}
      details={run.outcome === 'cancelled' ? undefined : detailsOf(run)}
      actions={<Cures {...props} />}
    >
      {[...reasons, kept].filter((sentence) => sentence !== '').join(' ')}
    </Notice>
  )
}
