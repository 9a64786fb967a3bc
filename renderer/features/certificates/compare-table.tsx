import { Button, makeStyles } from '@fluentui/react-components'
import { useEffect, useId } from 'react'
import type { JudgedCertificate } from '../../../shared/domain/certificates.ts'
import { Mono, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { comparedOf } from './compare-view.ts'

const useStyles = makeStyles({ root: { marginTop: '20px' } })

/** Two certificates side by side, what differs first. */
export const CompareTable = (props: {
  readonly first: JudgedCertificate
  readonly second: JudgedCertificate
  readonly onClose: () => void
}) => {
  const { first, second, onClose } = props
  const s = useStyles()
  const text = useText()
  const format = useFormat()
  const { compare } = text.certificates
  const rows = comparedOf(first, second, text, format)
  const close = useId()
  useEffect(() => document.getElementById(close)?.focus(), [close])
  const count = rows.filter(({ same }) => !same).length
  return (
    <div className={s.root}>
      <Section
        title={compare.title}
        note={<span role="status">{compare.differences({ count, text: format.number(count) })}</span>}
        actions={
          <Button id={close} size="small" onClick={onClose}>
            {compare.close}
          </Button>
        }
      >
        <SimpleTable
          label={compare.title}
          columns={[
            { header: compare.columns.property, width: '16%' },
            { header: compare.columns.first },
            { header: compare.columns.second },
            { header: compare.columns.equal, width: '112px' },
          ]}
          rows={rows.map((row) => [
            row.name,
            row.mono ? <Mono key="first">{row.first}</Mono> : row.first,
            row.mono ? <Mono key="second">{row.second}</Mono> : row.second,
            <Status key="equal" level={row.same ? 'off' : 'info'} wrap>
              {row.same ? compare.same : compare.different}
            </Status>,
          ])}
        />
      </Section>
    </div>
  )
}
