import { makeStyles } from '@fluentui/react-components'
import type { Connection } from '../../../shared/domain/connection.ts'
import { OpenLink } from '../../components/open-link.tsx'
import { Mono, Quiet, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { type Permission, permissionsOf } from './permissions.ts'

const useStyles = makeStyles({ surplus: { marginTop: '8px', display: 'flex', gap: '4px 12px', flexWrap: 'wrap' } })

const levels = { granted: 'ok', missing: 'error', optional: 'off' } as const

/** Before a connection nothing is missing yet: it says what will be needed. */
const State = ({ permission, wanted }: { readonly permission: Permission; readonly wanted: boolean }) => {
  const { permissions: text } = useText().settings
  const { state, through } = permission
  if (wanted && state === 'missing') return <Status level="info">{text.needed}</Status>
  return (
    <Status level={levels[state]} wrap>
      {through === undefined ? text[state] : text.through} {through !== undefined && <Mono>{through}</Mono>}
    </Status>
  )
}

/** What each feature needs and what stops without it, against what the last token held. */
export const PermissionsTable = ({ connection }: { readonly connection?: Connection }) => {
  const s = useStyles()
  const { permissions: text } = useText().settings
  const { dateTime } = useFormat()
  const { rows, surplus } = permissionsOf(connection?.roles ?? [])
  return (
    <Section
      title={text.title}
      note={connection === undefined ? text.noteWanted : text.note({ when: dateTime(connection.testedAt) })}
      actions={<OpenLink link="adminConsentHelp">{text.help}</OpenLink>}
    >
      <SimpleTable
        label={text.title}
        columns={[
          { header: text.columns.feature, width: '27%' },
          { header: text.columns.permission, width: '27%' },
          { header: text.columns.state, width: '22%' },
          { header: text.columns.without },
        ]}
        rows={rows.map((permission) => [
          text.features[permission.feature],
          <Mono key="role">{permission.role}</Mono>,
          <State key="state" permission={permission} wanted={connection === undefined} />,
          text.without[permission.feature],
        ])}
      />
      {surplus.length > 0 && (
        <div className={s.surplus}>
          <Quiet>{text.surplus}</Quiet>
          {surplus.map((role) => (
            <Mono key={role}>{role}</Mono>
          ))}
        </div>
      )}
    </Section>
  )
}
