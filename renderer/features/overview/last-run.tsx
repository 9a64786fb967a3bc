import { Link } from '@fluentui/react-components'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { Facts, Quiet, Section } from '../../components/page.tsx'
import { outcomeLevels } from '../../components/run-view.ts'
import { Status } from '../../components/status.tsx'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const RunFacts = ({ run }: { readonly run: SyncRun }) => {
  const { overview, sync } = useText()
  const { dateTime, duration, number } = useFormat()
  const { lastRun } = overview
  const { proof, startedAt, finishedAt, requests } = run
  const took = finishedAt === null ? undefined : Date.parse(finishedAt) - Date.parse(startedAt)
  const counted = proof?.usersCounted ?? undefined
  return (
    <Facts
      rows={[
        [
          lastRun.result,
          <Status key="result" level={outcomeLevels[run.outcome]} wrap>
            {sync.outcomes[run.outcome]}, {dateTime(finishedAt ?? startedAt)}
          </Status>,
        ],
        ...(proof === null
          ? []
          : ([
              [
                lastRun.proof,
                overview.proof({
                  counted: counted === undefined ? undefined : number(counted),
                  read: number(proof.usersRead),
                }),
              ],
            ] as const)),
        ...(took === undefined
          ? []
          : ([
              [
                lastRun.took,
                overview.took({ duration: duration(took), requests: { count: requests, text: number(requests) } }),
              ],
            ] as const)),
      ]}
    />
  )
}

export const LastRun = ({ last }: { readonly last: SyncRun | null }) => {
  const { lastRun } = useText().overview
  return (
    <Section title={lastRun.title} actions={<Link href={hrefOf('sync')}>{lastRun.open}</Link>}>
      {last === null ? <Quiet>{lastRun.none}</Quiet> : <RunFacts run={last} />}
    </Section>
  )
}
