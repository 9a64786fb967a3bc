import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ChainedRecord, FlatValue } from '../../../shared/domain/audit.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Facts, Mono, Quiet, Section } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { Status } from '../../components/status.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { type DiffLine, diffOf, levels } from './audit-view.ts'

const useStyles = makeStyles({
  body: { overflowY: 'auto', padding: '8px 16px 16px', display: 'grid', gap: '16px', minHeight: 0 },
  diff: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
  line: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', overflowWrap: 'anywhere' },
  added: { backgroundColor: tokens.colorStatusSuccessBackground1 },
  removed: { backgroundColor: tokens.colorStatusDangerBackground1 },
  hash: { display: 'flex', alignItems: 'start', gap: '4px', overflowWrap: 'anywhere' },
})

const signs = { added: '+', removed: '−', kept: '' } as const

const Value = ({ value }: { readonly value: FlatValue }) => {
  const { blank } = useText().audit.details
  if (value === null || value === '') return <Quiet>{blank}</Quiet>
  return <>{Array.isArray(value) ? value.join(', ') : String(value)}</>
}

const Line = ({ line: { name, change, value } }: { readonly line: DiffLine }) => {
  const s = useStyles()
  const text = useText().audit.details
  return (
    <li className={mergeClasses(s.line, change === 'added' && s.added, change === 'removed' && s.removed)}>
      <span role="img" aria-label={text[change]}>
        {signs[change]}
      </span>
      <span>
        <Quiet>{name}</Quiet> <Value value={value} />
      </span>
    </li>
  )
}

/** An identifier in full, to be compared or handed on. */
const Id = ({ name, value }: { readonly name: string; readonly value: string }) => {
  const s = useStyles()
  const { copy } = useText().audit.details
  return (
    <span className={s.hash}>
      <Mono>{value}</Mono>
      <CopyButton text={value} label={copy({ name })} />
    </span>
  )
}

const What = ({ record }: { readonly record: ChainedRecord }) => {
  const { outcomes, details: text } = useText().audit
  const { dateTime } = useFormat()
  const language = useLanguage()
  const { actor, at, outcome, error } = record
  return (
    <Facts
      rows={[
        [
          text.outcome,
          <Status key="outcome" level={levels[outcome]}>
            {outcomes[outcome]}
          </Status>,
        ],
        ...(error === null ? [] : [[text.reason, explain(error, language).message] as const]),
        [text.who, actor.osUser],
        ...(actor.host === null ? [] : [[text.host, actor.host] as const]),
        [text.at, dateTime(at)],
      ]}
    />
  )
}

const Ids = ({ record }: { readonly record: ChainedRecord }) => {
  const { details: text } = useText().audit
  const { operationId, runId, requestIds } = record.correlation
  const ids: readonly (readonly [string, string])[] = [
    ...(operationId === null ? [] : [[text.operation, operationId] as const]),
    ...(record.connectionId === null ? [] : [[text.connection, record.connectionId] as const]),
    ...(runId === null ? [] : [[text.run, runId] as const]),
    ...requestIds.map((id) => [text.requests, id] as const),
  ]
  if (ids.length === 0) return null
  return (
    <Section title={text.ids}>
      <Facts rows={ids.map(([name, value]) => [name, <Id key={value} name={name} value={value} />])} />
    </Section>
  )
}

/** One record whole: what it says, and its place in the chain. */
export const RecordDetails = ({
  record,
  onClose,
}: {
  readonly record: ChainedRecord
  readonly onClose: () => void
}) => {
  const s = useStyles()
  const { actions, details: text } = useText().audit
  const { number } = useFormat()
  const lines = diffOf(record.before, record.after)
  const sequence = number(record.sequence)
  return (
    <SidePanel title={actions[record.action]} label={text.label({ sequence })} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={s.body} tabIndex={0} aria-label={text.label({ sequence })}>
        <What record={record} />
        <Section title={text.change}>
          {lines.length === 0 ? (
            <Quiet>{text.noChange}</Quiet>
          ) : (
            <ul className={s.diff}>
              {lines.map((line) => (
                <Line key={`${line.name} ${line.change}`} line={line} />
              ))}
            </ul>
          )}
        </Section>
        <Ids record={record} />
        <Section title={text.chain}>
          <Facts
            rows={[
              [text.sequence, sequence],
              [text.hash, <Id key="hash" name={text.hash} value={record.hash} />],
              [text.previous, <Id key="previous" name={text.previous} value={record.previousHash} />],
            ]}
          />
        </Section>
      </section>
    </SidePanel>
  )
}
