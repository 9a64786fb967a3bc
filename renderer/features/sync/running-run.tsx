import type { SyncProgress } from '../../../shared/domain/sync.ts'
import { Facts, Section } from '../../components/page.tsx'
import { RunPhases, RunProgress } from '../../components/run-progress.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { Ledger } from './ledger.tsx'
import { RunColumns } from './run-columns.tsx'

const SoFar = ({ progress }: { readonly progress: SyncProgress }) => {
  const { facts, scopes } = useText().sync
  const { duration, number } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  const { requests, retries, units = 0, memberships, startedAt, kind, fullReason } = progress
  // Whole seconds: a figure that changes ten times in one is noise.
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(startedAt)) / 1000))
  return (
    <Section title={facts.soFar}>
      <Facts
        rows={[
          [facts.scope, scopes[fullReason ?? kind]],
          [facts.running, seconds === 0 ? number(0) : duration(seconds * 1000)],
          [facts.requests, facts.repeated({ requests: counted(requests), retries: counted(retries) })],
          [facts.units, number(units)],
          [facts.memberships, number(memberships)],
          [facts.proof, facts.proofLater],
          [facts.ifItFails, facts.nothingLost],
        ]}
      />
    </Section>
  )
}

/** A run under way, redrawn with every event of it. */
export const RunningRun = ({ progress }: { readonly progress: SyncProgress }) => {
  const { phases } = useText().sync
  return (
    <>
      <RunProgress progress={progress} />
      <RunColumns>
        <Section title={phases.title}>
          <RunPhases progress={progress} />
        </Section>
        <SoFar progress={progress} />
      </RunColumns>
      <Ledger runId={progress.runId} running />
    </>
  )
}
