import { useQuery } from '../../ipc/use-query.ts'
import { useFormat } from '../../lib/text.tsx'

/** As many as a menu can show; older ones are asked for by date. */
const most = 200

export const useRuns = () => useQuery('changes.runs', { offset: 0, limit: most })

/** When a run ended, in words; undefined where it is not kept. */
export const useWhen = (runId: string | undefined): string | undefined => {
  const { dateTime } = useFormat()
  const run = useQuery('changes.run', { runId: runId ?? '' }, { when: runId !== undefined }).data
  return run && dateTime(run.at)
}
