import { makeStyles } from '@fluentui/react-components'
import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Facts, Mono, Section } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { Status } from '../../components/status.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { levels } from './audit-view.ts'
import { RecordChanges } from './record-changes.tsx'

const useStyles = makeStyles({
  body: { overflowY: 'auto', padding: '8px 16px 16px', minHeight: 0 },
  id: { display: 'flex', alignItems: 'start', gap: '4px', overflowWrap: 'anywhere' },
})

/** An identifier in full, to be compared or handed on. */
const Id = ({ name, value }: { readonly name: string; readonly value: string }) => {
  const s = useStyles()
  const { copy } = useText().audit.details
  return (
    <span className={s.id}>
      <Mono>{value}</Mono>
      <CopyButton text={value} label={copy({ name })} />
    </span>
  )
}

const What = ({ record }: { readonly record: ChainedRecord }) => {
  const { outcomes, triggers, details: text } = useText().audit
  const { date, time } = useFormat()
  const language = useLanguage()
  const { actor, at, outcome, error } = record
  const { message, remedy } = error === null ? {} : explain(error, language)
  return (
    <Facts
      rows={[
        [
          text.outcome,
          <Status key="outcome" level={levels[outcome]}>
            {outcomes[outcome]}
          </Status>,
        ],
        ...(message === undefined ? [] : [[text.reason, message] as const]),
        ...(remedy === undefined ? [] : [[text.remedy, remedy] as const]),
        [text.who, actor.osUser],
        ...(actor.host === null ? [] : [[text.host, actor.host] as const]),
        [text.trigger, triggers[actor.trigger]],
        // To the second, as other logs have it.
        [text.at, `${date(at)}, ${time(at)}`],
      ]}
    />
  )
}

const Ids = ({ record }: { readonly record: ChainedRecord }) => {
  const { details: text } = useText().audit
  const { operationId, runId, requestIds } = record.correlation
  const ids: readonly (readonly [string, readonly (string | null)[]])[] = [
    [text.operation, [operationId]],
    [text.connection, [record.connectionId]],
    [text.run, [runId]],
    [text.requests, requestIds],
  ]
  const known = ids.flatMap(([name, values]) => {
    const there = values.filter((value) => value !== null)
    return there.length === 0 ? [] : [[name, there.map((id) => <Id key={id} name={name} value={id} />)] as const]
  })
  return known.length === 0 ? null : (
    <Section title={text.ids}>
      <Facts rows={known} />
    </Section>
  )
}

const Chain = ({ record }: { readonly record: ChainedRecord }) => {
  const { details: text } = useText().audit
  const { number } = useFormat()
  return (
    <Section title={text.chain} note={text.chainNote}>
      <Facts
        rows={[
          [text.sequence, number(record.sequence)],
          [text.hash, <Id key="hash" name={text.hash} value={record.hash} />],
          [text.previous, <Id key="previous" name={text.previous} value={record.previousHash} />],
        ]}
      />
    </Section>
  )
}

/** One record whole: what it says, and its place in the chain. */
export const RecordDetails = (props: { readonly record: ChainedRecord; readonly onClose: () => void }) => {
  const { record, onClose } = props
  const s = useStyles()
  const { actions, details: text } = useText().audit
  const { number } = useFormat()
  const label = text.label({ sequence: number(record.sequence) })
  return (
    <SidePanel title={actions[record.action]} label={label} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={s.body} tabIndex={0} aria-label={label}>
        <What record={record} />
        <RecordChanges record={record} />
        <Ids record={record} />
        <Chain record={record} />
      </section>
    </SidePanel>
  )
}
