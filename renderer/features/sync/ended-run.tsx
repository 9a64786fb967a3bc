import type { SyncRun } from '../../../shared/domain/sync.ts'
import { Facts, Mono, Section } from '../../components/page.tsx'
import { outcomeLevels } from '../../components/run-view.ts'
import { Status } from '../../components/status.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { Ledger } from './ledger.tsx'
import { OutcomeNotice } from './outcome-notice.tsx'
import { PendingSections } from './pending-sections.tsx'
import { ProofSection } from './proof-section.tsx'
import { RunColumns } from './run-columns.tsx'
import { RunList } from './run-list.tsx'
import { ScheduleSection } from './schedule-section.tsx'

const isUpdate = ({ kind, outcome }: SyncRun): boolean => kind !== 'full' && outcome === 'published'

const RunFacts = ({ run }: { readonly run: SyncRun }) => {
  const { facts, outcomes, scopes, triggers } = useText().sync
  const { dateTime, duration, number } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  const { startedAt, finishedAt, requests, retries, units, users, groups, memberships, resumed } = run
  const took = finishedAt === null ? '–' : duration(Date.parse(finishedAt) - Date.parse(startedAt))
  const found = { users: counted(users), groups: counted(groups), memberships: counted(memberships) }
  return (
    <Section
      title={facts.run}
      actions={<CopyButton text={run.runId} label={facts.copyRunId} words={facts.copyRunId} />}
    >
      <Facts
        rows={[
          [
            facts.outcome,
            <Status key="outcome" level={outcomeLevels[run.outcome]} wrap>
              {outcomes[run.outcome]}
            </Status>,
          ],
          [facts.startedBy, triggers[run.trigger]],
          [facts.scope, scopes[run.fullReason ?? run.kind]],
          ...(resumed == null
            ? []
            : ([
                [facts.resumed, facts.resumedText({ users: counted(resumed.users), groups: counted(resumed.groups) })],
              ] as const)),
          [facts.started, dateTime(startedAt)],
          [facts.took, took],
          [facts.requests, facts.repeated({ requests: counted(requests), retries: counted(retries) })],
          [facts.units, units == null ? facts.unitsUnknown : number(units)],
          [isUpdate(run) ? facts.holds : facts.found, facts.foundText(found)],
          [facts.runId, <Mono key="id">{run.runId}</Mono>],
        ]}
      />
    </Section>
  )
}

/** A run that is over: how it ended, what it proved, what it asked Microsoft for. */
export const EndedRun = ({ run, isLast }: { readonly run: SyncRun; readonly isLast: boolean }) => (
  <>
    <OutcomeNotice run={run} />
    <PendingSections run={run} />
    <RunColumns>
      <ProofSection proof={run.proof} isUpdate={isUpdate(run)} />
      <RunFacts run={run} />
    </RunColumns>
    {isLast && <ScheduleSection />}
    <RunList shown={run.runId} />
    <Ledger key={run.runId} runId={run.runId} running={false} />
  </>
)
