import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import type { AuditText } from '../../../shared/text/en/audit.ts'
import type { Column } from '../../components/data-table-types.ts'
import { Status } from '../../components/status.tsx'
import { detailOf, levels } from './audit-view.ts'

type AuditColumn = 'at' | 'action' | 'outcome' | 'who' | 'detail'

export const auditColumnsOf = (
  text: AuditText,
  dateTime: (at: string) => string,
): readonly Column<ChainedRecord, AuditColumn>[] => {
  const column = (id: AuditColumn, width: number, textOf: (record: ChainedRecord) => string) => ({
    id,
    header: text.columns[id],
    width,
    sortable: false,
    text: textOf,
  })
  return [
    column('at', 184, ({ at }) => dateTime(at)),
    column('action', 248, ({ action }) => text.actions[action]),
    {
      ...column('outcome', 128, ({ outcome }) => text.outcomes[outcome]),
      cell: ({ outcome }) => <Status level={levels[outcome]}>{text.outcomes[outcome]}</Status>,
    },
    column('who', 136, ({ actor }) => actor.osUser),
    column('detail', 360, detailOf),
  ]
}

export const auditColumnIds: readonly AuditColumn[] = ['at', 'action', 'outcome', 'who', 'detail']
