import { Link } from '@fluentui/react-components'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'

/** From a run that the history knows to what it changed, and to the directory as it was after it. */
export const HistoryLinks = ({ runId }: { readonly runId: string }) => {
  const { ended: text } = useText().sync
  const run = useQuery('changes.run', { runId }).data
  if (run === undefined) return null
  return (
    <>
      {Object.values(run.counts).some((count) => count > 0) && (
        <Link href={hrefOf('changes', { run: runId })}>{text.changes}</Link>
      )}
      <Link href={hrefOf('changes', { asOf: runId })}>{text.asOf}</Link>
    </>
  )
}
