import { Button, Link } from '@fluentui/react-components'
import { useState } from 'react'
import { isOneKind, type SyncRun } from '../../../shared/domain/sync.ts'
import { Section } from '../../components/page.tsx'
import { outcomeLevels } from '../../components/run-view.ts'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'

/** As many as show what has happened lately; the others on demand. */
const few = 5

/** The runs that are kept, each with the way to its page. The one that is shown is marked. */
export const RunList = ({ shown }: { readonly shown: string }) => {
  const { runs: text, outcomes, scopes, triggers } = useText().sync
  const { dateTime, duration, number } = useFormat()
  const [all, setAll] = useState(false)
  const runs = useQuery('sync.runs', {}).data?.runs ?? []
  if (runs.length < 2) return null
  const listed = all ? runs : runs.slice(0, few)
  const { columns } = text
  const took = ({ startedAt, finishedAt }: SyncRun) =>
    finishedAt === null ? '–' : duration(Date.parse(finishedAt) - Date.parse(startedAt))
  return (
    <Section title={text.title} note={text.note}>
      <SimpleTable
        label={text.title}
        columns={[
          { header: columns.started, width: '22%' },
          { header: columns.by },
          { header: columns.outcome, width: '28%' },
          { header: columns.took, width: '72px', align: 'end' },
          { header: columns.users, width: '72px', align: 'end' },
          { header: columns.groups, width: '64px', align: 'end' },
        ]}
        chosen={listed.findIndex(({ runId }) => runId === shown)}
        rows={listed.map((run) => [
          <Link
            key="started"
            href={hrefOf('sync', { run: run.runId })}
            aria-label={text.show({ time: dateTime(run.startedAt) })}
          >
            {dateTime(run.startedAt)}
          </Link>,
          // Any other reads what the tenant needs; what an administrator has had read alone would look the same.
          isOneKind(run.kind) ? `${triggers[run.trigger]}: ${scopes[run.kind]}` : triggers[run.trigger],
          <Status key="outcome" level={outcomeLevels[run.outcome]} wrap>
            {outcomes[run.outcome]}
          </Status>,
          took(run),
          number(run.users),
          number(run.groups),
        ])}
      />
      {!all && runs.length > few && (
        <Button size="small" appearance="subtle" onClick={() => setAll(true)}>
          {text.all}
        </Button>
      )}
    </Section>
  )
}
