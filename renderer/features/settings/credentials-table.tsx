import { makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { CredentialSummary } from '../../../shared/domain/connection.ts'
import type { KeptCredential } from '../../../shared/domain/credentials.ts'
import { markOf } from '../../components/credential-name.ts'
import { ExpiryText } from '../../components/expiry-text.tsx'
import { Mono, Quiet } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({ two: { display: 'grid' } })

const Mode = ({ summary }: { readonly summary: CredentialSummary }) => {
  const s = useStyles()
  const { kinds } = useText().credentials
  return (
    <span className={s.two}>
      {kinds[summary.kind]}
      <Mono>{markOf(summary)}</Mono>
    </span>
  )
}

const State = ({ credential: { active, pending } }: { readonly credential: KeptCredential }) => {
  const text = useText().credentials
  if (active)
    return (
      <Status level="ok" wrap>
        {text.active}
      </Status>
    )
  return (
    <Status level={pending ? 'wait' : 'off'} wrap>
      {pending ? text.pending : text.kept}
    </Status>
  )
}

/** The day alone would hide whether anybody has checked it. */
const Expires = ({ credential: { expiresAt, expiryFrom } }: { readonly credential: KeptCredential }) => {
  const s = useStyles()
  const text = useText().credentials
  if (expiresAt === null) return <Quiet>{text.unknownEnd}</Quiet>
  return (
    <span className={s.two}>
      <ExpiryText notAfter={expiresAt} />
      {expiryFrom !== null && <Quiet>{text.from[expiryFrom]}</Quiet>}
    </span>
  )
}

const kinds = ['certificate', 'secret'] as const

interface Props {
  readonly credentials: readonly KeptCredential[]
  readonly acts: (credential: KeptCredential) => ReactNode
}

/** The two modes with what is kept of each; a mode without a credential says what it would be worth. */
export const CredentialsTable = ({ credentials, acts }: Props) => {
  const text = useText().credentials
  const { columns } = text
  const rows = kinds.flatMap((kind) => {
    const kept = credentials.filter(({ summary }) => summary.kind === kind)
    if (kept.length === 0) {
      const absent = (
        <Status key="state" level="off">
          {text.absent}
        </Status>
      )
      return [[text.kinds[kind], absent, text.worth[kind], '', '']]
    }
    return kept.map((credential) => [
      <Mode key="mode" summary={credential.summary} />,
      <State key="state" credential={credential} />,
      text.worth[kind],
      <Expires key="expires" credential={credential} />,
      acts(credential),
    ])
  })
  return (
    <SimpleTable
      middle
      label={text.title}
      columns={[
        { header: columns.mode, width: '20%' },
        { header: columns.state, width: '17%' },
        { header: columns.worth },
        { header: columns.expires, width: '18%' },
        { header: '', width: '108px', align: 'end' },
      ]}
      rows={rows}
    />
  )
}
