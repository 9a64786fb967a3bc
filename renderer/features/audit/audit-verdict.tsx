import { Button, makeStyles } from '@fluentui/react-components'
import type { AuditFault, AuditVerification } from '../../../shared/domain/audit.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Notice } from '../../components/notice.tsx'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { verdictOf } from './audit-view.ts'

const useStyles = makeStyles({ faults: { margin: 0, paddingLeft: '16px', display: 'grid', gap: '2px' } })

/** The notice stays one that can be read; the table shows all of them. */
const most = 5

/** Newest first, as the table has them. */
const Faults = ({ faults }: { readonly faults: readonly AuditFault[] }) => {
  const s = useStyles()
  const { audit: text } = useText()
  const { dateTime, number } = useFormat()
  const language = useLanguage()
  const older = faults.length - most
  return (
    <ul className={s.faults}>
      {faults.toReversed().map(({ sequence, at, error }, index) => {
        if (index >= most) return null
        const { message } = explain(error, language)
        return <li key={sequence}>{text.faultFound({ at: dateTime(at), sequence: number(sequence), message })}</li>
      })}
      {older > 0 && <li>{text.faultsOlder({ count: older, text: number(older) })}</li>}
    </ul>
  )
}

/** What a verification found. Faults of earlier starts stand beside a break as well: each may explain the other. */
export const Verdict = (props: {
  readonly result: AuditVerification
  readonly onDismiss: () => void
  readonly onShowFaults: () => void
}) => {
  const { result, onDismiss, onShowFaults } = props
  const { audit: text } = useText()
  const { number } = useFormat()
  const { broken, records, faults } = result
  const counted = (count: number) => ({ count, text: number(count) })
  const verdict = verdictOf(result)
  if (verdict === 'whole') return <Notice level="ok" title={text.whole(counted(records))} onDismiss={onDismiss} />
  const title =
    broken === null
      ? text.faulty({ records: counted(records), faults: counted(faults.length) })
      : text.broken({ sequence: number(broken.sequence), reason: broken.reason })
  return (
    <Notice
      level="error"
      title={title}
      actions={
        faults.length > 0 && (
          <Button size="small" onClick={onShowFaults}>
            {text.showFaults}
          </Button>
        )
      }
      onDismiss={onDismiss}
    >
      {faults.length > 0 && broken !== null && text.faultsToo}
      {faults.length > 0 && <Faults faults={faults} />}
      {broken === null ? text.faultyWhy : text.brokenWhy}
    </Notice>
  )
}
