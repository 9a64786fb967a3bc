import { makeStyles, tokens } from '@fluentui/react-components'
import type { OneFound, SyncProof } from '../../../shared/domain/sync.ts'
import { Facts, Mono, Quiet, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { type ProofRow, proofRowsOf } from './proof-view.ts'

const useStyles = makeStyles({ hidden: { marginTop: tokens.spacingVerticalS } })

const Result = ({ row: { level, result, by } }: { readonly row: ProofRow }) => {
  const { results } = useText().sync.proof
  const { number } = useFormat()
  const words = results[result]
  return (
    <Status level={level} wrap>
      {typeof words === 'string' ? words : words({ count: by, text: number(by) })}
    </Status>
  )
}

/** Of a single object nothing is counted: what was asked for, and what came. */
const OneProof = ({ proof, one }: { readonly proof: SyncProof; readonly one: OneFound }) => {
  const { proof: text } = useText().sync
  const { number } = useFormat()
  const { kind, id, found, members } = one
  const lists =
    proof.memberListsHidden > 0 ? text.one.hidden : proof.memberListsFailed > 0 ? text.one.notRead : undefined
  return (
    <Section title={text.title} note={text.one[kind]}>
      <Facts
        rows={[
          [text.one.asked, <Mono key="id">{id}</Mono>],
          [text.one.came, text.one.found[kind][found]],
          ...(members === null ? [] : ([[text.one.members, lists ?? number(members)]] as const)),
        ]}
      />
    </Section>
  )
}

/** What Microsoft counted against what was read, line by line. */
export const ProofSection = (props: {
  readonly proof: SyncProof | null
  /** Proven is the snapshot, of which the run brought the changes. */
  readonly isUpdate: boolean
}) => {
  const { proof, isUpdate } = props
  const s = useStyles()
  const { proof: text } = useText().sync
  const { number } = useFormat()
  if (proof === null) {
    return (
      <Section title={text.title}>
        <Quiet>{text.none}</Quiet>
      </Section>
    )
  }
  if (proof.one !== undefined) return <OneProof proof={proof} one={proof.one} />
  const { columns, rows } = text
  const hidden = proof.memberListsHidden
  const complete = isUpdate ? text.updated : text.complete
  return (
    <Section title={text.title} note={proof.complete ? complete : text.incomplete}>
      <SimpleTable
        label={text.title}
        columns={[
          { header: columns.what },
          { header: columns.counted, width: '84px', align: 'end' },
          { header: isUpdate ? columns.held : columns.read, width: '84px', align: 'end' },
          { header: columns.result, width: '28%' },
        ]}
        rows={proofRowsOf(proof).map((row) => [
          rows[row.row],
          row.counted === undefined ? '' : number(row.counted),
          number(row.read),
          <Result key="result" row={row} />,
        ])}
      />
      {proof.usersBy !== undefined && (
        <div className={s.hidden}>
          <Quiet>{text.usersBy[proof.usersBy]}</Quiet>
        </div>
      )}
      {hidden > 0 && (
        <div className={s.hidden}>
          <Quiet>{text.hidden({ count: hidden, text: number(hidden) })}</Quiet>
        </div>
      )}
    </Section>
  )
}
