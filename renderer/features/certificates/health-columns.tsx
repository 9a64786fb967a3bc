import type { HealthRow } from '../../../shared/domain/certificates.ts'
import type { Text } from '../../../shared/text/en/index.ts'
import type { Column } from '../../components/data-table-types.ts'
import { Status } from '../../components/status.tsx'
import type { Format } from '../../lib/format.ts'
import { kindLevels } from './health-view.ts'

const ids = ['displayName', 'mail', 'department', 'kind', 'reasons', 'notAfter', 'daysLeft', 'source'] as const
type HealthColumn = (typeof ids)[number]

export const healthColumnIds: readonly HealthColumn[] = ids

const widths: Readonly<Record<HealthColumn, number>> = {
  displayName: 192,
  mail: 280,
  department: 136,
  kind: 168,
  reasons: 272,
  notAfter: 112,
  daysLeft: 88,
  source: 136,
}

/** Who was looked up, with the verdict and why; `explained` words the error of one of whom nothing is known. */
export const healthColumnsOf = (
  { certificates, certificateReasons }: Text,
  { date, number }: Format,
  explained: (error: NonNullable<HealthRow['error']>) => string,
): readonly Column<HealthRow, HealthColumn>[] => {
  const { rows, health, find } = certificates
  const column = (id: HealthColumn, text: (row: HealthRow) => string) => ({
    id,
    header: rows.columns[id],
    width: widths[id],
    sortable: false,
    text,
  })
  return [
    column('displayName', ({ displayName }) => displayName ?? find.unnamed),
    column('mail', ({ mail }) => mail),
    column('department', ({ department }) => department ?? ''),
    {
      ...column('kind', ({ kind }) => health.kinds[kind]),
      cell: ({ kind }) => <Status level={kindLevels[kind]}>{health.kinds[kind]}</Status>,
    },
    column('reasons', ({ reasons, error }) =>
      error === null ? reasons.map((reason) => health.reasons[reason]).join(', ') : explained(error),
    ),
    column('notAfter', ({ notAfter }) => (notAfter === null ? '' : date(notAfter))),
    { ...column('daysLeft', ({ daysLeft }) => (daysLeft === null ? '' : number(daysLeft))), align: 'end' },
    column('source', ({ source }) => (source === null ? '' : certificateReasons.sources[source])),
  ]
}
