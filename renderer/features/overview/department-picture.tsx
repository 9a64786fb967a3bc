import { Link, makeStyles, tokens } from '@fluentui/react-components'
import type { Output } from '../../../shared/ipc/contract.ts'
import { BarList, series } from '../../components/charts.tsx'
import { Quiet, Section } from '../../components/page.tsx'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { type DepartmentBar, departmentBarsOf } from './department-bars.ts'

const useStyles = makeStyles({ name: { color: tokens.colorNeutralForeground1 } })

/**
 * The Users page filtered by the department, blank included. `is:` is written out, because a department may be called
 * like an operator.
 */
const usersOf = ({ name }: DepartmentBar) =>
  hrefOf('users', { filter: name === '' ? 'department:' : `department:is:${name}` })

export const DepartmentPicture = (props: { readonly departments: Output<'directory.overview'>['departments'] }) => {
  const s = useStyles()
  const text = useText().overview.departments
  const { number } = useFormat()
  const bars = departmentBarsOf(props.departments)
  const most = Math.max(0, ...bars.map(({ users }) => users))
  const named = props.departments.filter(({ name }) => name !== null).length
  const wordsOf = ({ kind, name, departments }: DepartmentBar) => {
    if (kind === 'others') return text.others({ count: departments, text: number(departments) })
    return kind === 'blank' ? text.blank : name
  }
  if (named === 0) {
    return (
      <Section title={text.title}>
        <Quiet>{text.none}</Quiet>
      </Section>
    )
  }
  return (
    <Section title={text.title} note={text.note({ count: named, text: number(named) })}>
      <BarList
        label={text.title}
        rows={bars.map((bar) => ({
          name: wordsOf(bar),
          label:
            bar.kind === 'others' ? (
              wordsOf(bar)
            ) : (
              <Link appearance="subtle" className={s.name} href={usersOf(bar)}>
                {wordsOf(bar)}
              </Link>
            ),
          parts: [{ value: bar.users, colour: bar.kind === 'department' ? series.main : series.none }],
          text: number(bar.users),
          of: most,
        }))}
      />
    </Section>
  )
}
