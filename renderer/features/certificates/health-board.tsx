import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import {
  type HealthBoard as Board,
  expiringWithin,
  type HealthKind,
  type HealthReason,
  healthKinds,
  healthReasons,
} from '../../../shared/domain/certificates.ts'
import { BarList } from '../../components/charts.tsx'
import { Quiet, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { HealthRing } from './health-ring.tsx'
import { departmentBarsOf, departmentName, kindLevels } from './health-view.ts'
import { kindColours } from './kind-colours.ts'

const useStyles = makeStyles({
  split: {
    display: 'grid',
    gridTemplateColumns: '248px minmax(0, 1fr)',
    columnGap: '32px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '20px' },
  },
  side: { minWidth: 0, '& > section:first-child': { marginTop: 0 } },
  name: { color: tokens.colorNeutralForeground1 },
})

/** Which of the board's users a list shows. */
interface Shown {
  readonly kinds?: readonly HealthKind[]
  readonly reasons?: readonly HealthReason[]
}

interface Props {
  readonly board: Board
  readonly onList: (shown: Shown) => void
}

const Verdicts = ({ board: { counts, done }, onList }: Props) => {
  const { health: text } = useText().certificates
  const { number } = useFormat()
  return (
    <Section title={text.verdicts} note={text.users({ count: done, text: number(done) })}>
      <HealthRing counts={counts} />
      <SimpleTable
        label={text.verdicts}
        columns={[{ header: text.columns.verdict }, { header: text.columns.users, width: '72px', align: 'end' }]}
        rows={healthKinds.map((kind) => [
          <Status key={kind} level={kindLevels[kind]} wrap>
            <Link appearance="subtle" as="button" onClick={() => onList({ kinds: [kind] })}>
              {text.kinds[kind]}
            </Link>
          </Status>,
          number(counts[kind]),
        ])}
      />
    </Section>
  )
}

const Ending = ({ expiring }: Pick<Board, 'expiring'>) => {
  const { health: text } = useText().certificates
  const { number } = useFormat()
  return (
    <Section title={text.expiring}>
      <SimpleTable
        label={text.expiring}
        columns={[{ header: text.columns.ends }, { header: text.columns.users, width: '72px', align: 'end' }]}
        rows={expiringWithin.map((days) => [text.within({ count: days, text: number(days) }), number(expiring[days])])}
      />
    </Section>
  )
}

const listOf = (department: string) => hrefOf('certificates', { tab: 'health', list: '1', department })

const Departments = ({ board }: Pick<Props, 'board'>) => {
  const s = useStyles()
  const { certificates } = useText()
  const { health: text } = certificates
  const { percent } = useFormat()
  return (
    <Section title={text.departments} note={text.departmentsNote}>
      <BarList
        label={text.departments}
        rows={departmentBarsOf(board).map(({ name, total, part, parts }) => ({
          name: departmentName(name, certificates),
          label:
            name === null ? (
              departmentName(name, certificates)
            ) : (
              <Link appearance="subtle" className={s.name} href={listOf(name)}>
                {departmentName(name, certificates)}
              </Link>
            ),
          of: total,
          text: part === null ? '' : percent(Math.round(part * 100) / 100),
          parts: parts.map(({ kind, value }) => ({ value, colour: kindColours[kind] })),
        }))}
      />
    </Section>
  )
}

const Wrong = ({ board: { reasons, counts }, onList }: Props) => {
  const { health: text } = useText().certificates
  const { number } = useFormat()
  const found = healthReasons.filter((reason) => reasons[reason] > 0).toSorted((a, b) => reasons[b] - reasons[a])
  const count = counts.unusable
  return (
    <Section title={text.wrong} note={text.users({ count, text: number(count) })}>
      {found.length === 0 ? (
        <Quiet>{text.nothingWrong}</Quiet>
      ) : (
        <SimpleTable
          middle
          label={text.wrong}
          columns={[
            { header: text.columns.reason },
            { header: text.columns.users, width: '72px', align: 'end' },
            { header: '', width: '104px', align: 'end' },
          ]}
          rows={found.map((reason) => [
            <Status key={reason} level="error" wrap>
              {text.reasons[reason]}
            </Status>,
            number(reasons[reason]),
            <Button
              key="list"
              size="small"
              appearance="subtle"
              aria-label={text.showListOf({ name: text.reasons[reason] })}
              onClick={() => onList({ reasons: [reason] })}
            >
              {text.showList}
            </Button>,
          ])}
        />
      )}
    </Section>
  )
}

/** How healthy the certificates are: parts of the whole, departments, and what is wrong. */
export const HealthBoard = (props: Props) => {
  const s = useStyles()
  const { board } = props
  return (
    <div className={s.split}>
      <div className={s.side}>
        <Verdicts {...props} />
        <Ending expiring={board.expiring} />
      </div>
      <div className={s.side}>
        <Departments board={board} />
        <Wrong {...props} />
      </div>
    </div>
  )
}
