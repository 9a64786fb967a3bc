import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import { Quiet, Section } from '../../components/page.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { useText } from '../../lib/text.tsx'
import { unfiltered } from './audit-address.ts'
import { type DiffLine, diffOf, filterOf, signs } from './audit-view.ts'
import { useRecordWords } from './use-record-words.ts'

const useStyles = makeStyles({
  diff: {
    listStyleType: 'none',
    margin: 0,
    padding: '4px 0',
    display: 'grid',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  line: {
    display: 'grid',
    gridTemplateColumns: '12px minmax(0, 2fr) minmax(0, 3fr)',
    columnGap: '8px',
    padding: '2px 8px',
    overflowWrap: 'anywhere',
  },
  added: { backgroundColor: tokens.colorStatusSuccessBackground1 },
  removed: { backgroundColor: tokens.colorStatusDangerBackground1 },
})

const Line = ({ line: { name, change, value } }: { readonly line: DiffLine }) => {
  const s = useStyles()
  const text = useText().audit.details
  const words = useRecordWords()
  return (
    <li className={mergeClasses(s.line, change === 'added' && s.added, change === 'removed' && s.removed)}>
      <span role="img" aria-label={text[change]}>
        {signs[change]}
      </span>
      <Quiet>{words.label(name)}</Quiet>
      <span>{words.value(name, value)}</span>
    </li>
  )
}

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly DiffLine[] }) => {
  const s = useStyles()
  const { noChange } = useText().audit.details
  return (
    <Section title={title}>
      {lines.length === 0 ? (
        <Quiet>{noChange}</Quiet>
      ) : (
        <ul className={s.diff}>
          {lines.map((line) => (
            <Line key={`${line.name} ${line.change}`} line={line} />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What was intended stands in the attempt alone. */
const useAttempt = ({ outcome, correlation: { operationId } }: ChainedRecord): ChainedRecord | undefined => {
  const { actions } = useText().audit
  const address = { ...unfiltered, search: operationId ?? '', outcomes: ['attempted'] as const }
  const filter = { ...filterOf(address, actions, 0), attempts: 'all' as const }
  const when = operationId !== null && outcome !== 'succeeded' && outcome !== 'attempted'
  const answer = useQuery('audit.list', { filter, offset: 0, limit: 1 }, { when }).data
  return answer?.rows.find(({ correlation }) => correlation.operationId === operationId)
}

/** Before and after side by side; of what did not come about, what it was meant to be. */
export const RecordChanges = ({ record }: { readonly record: ChainedRecord }) => {
  const { details: text } = useText().audit
  const attempt = useAttempt(record)
  if (record.outcome === 'attempted') return <Lines title={text.intended} lines={diffOf(record)} />
  if (attempt !== undefined) {
    const lines = diffOf(attempt)
    return <Lines title={lines.every(({ change }) => change === 'kept') ? text.stayed : text.wanted} lines={lines} />
  }
  return <Lines title={text.change} lines={diffOf(record)} />
}
