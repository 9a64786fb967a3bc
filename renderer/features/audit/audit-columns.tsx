import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import type { AuditText } from '../../../shared/text/en/audit.ts'
import type { Column } from '../../components/data-table-types.ts'
import { Status } from '../../components/status.tsx'
import type { Format } from '../../lib/format.ts'
import { levels } from './audit-view.ts'
import type { RecordWords } from './record-words.ts'

type AuditColumn = 'sequence' | 'at' | 'action' | 'outcome' | 'who' | 'detail'

export const auditColumnsOf = (
  text: AuditText,
  { dateTime, number }: Format,
  words: RecordWords,
): readonly Column<ChainedRecord, AuditColumn>[] => {
  const column = (id: AuditColumn, width: number, textOf: (record: ChainedRecord) => string) => ({
    id,
    header: text.columns[id],
    width,
    sortable: false,
    text: textOf,
  })
  return [
    { ...column('sequence', 72, ({ sequence }) => number(sequence)), align: 'end' },
    column('at', 200, ({ at }) => dateTime(at)),
    column('action', 216, ({ action }) => text.actions[action]),
    {
      ...column('outcome', 136, ({ outcome }) => text.outcomes[outcome]),
      cell: ({ outcome }) => <Status level={levels[outcome]}>{text.outcomes[outcome]}</Status>,
    },
    column('who', 160, ({ actor }) => words.who(actor)),
    column('detail', 420, (record) => words.detail(record)),
  ]
}

export const auditColumnIds: readonly AuditColumn[] = ['sequence', 'at', 'action', 'outcome', 'who', 'detail']
