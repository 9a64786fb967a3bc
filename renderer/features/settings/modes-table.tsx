import type { CredentialSummary } from '../../../shared/domain/connection.ts'
import { Mono, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useText } from '../../lib/text.tsx'

type Kind = CredentialSummary['kind']

/** As the portal shortens it: enough to tell two apart. */
const shortened = (thumbprint: string) => `${thumbprint.slice(0, 8)}…${thumbprint.slice(-8)}`

const State = ({ kind, used }: { readonly kind: Kind; readonly used: CredentialSummary | undefined }) => {
  const { modes } = useText().settings
  if (used === undefined) {
    return (
      <Status level={kind === 'certificate' ? 'ok' : 'info'}>
        {kind === 'certificate' ? modes.recommended : modes.possible}
      </Status>
    )
  }
  return (
    <Status level={used.kind === kind ? 'ok' : 'off'} wrap>
      {used.kind === kind ? modes.inUse : modes.notUsed}
    </Status>
  )
}

const Mode = ({ kind, used }: { readonly kind: Kind; readonly used: CredentialSummary | undefined }) => {
  const { modes } = useText().settings
  if (used?.kind !== kind) return modes[kind]
  return (
    <>
      {modes[kind]}
      <br />
      <Mono>{used.kind === 'certificate' ? shortened(used.thumbprint) : `${used.hint}…`}</Mono>
    </>
  )
}

/** The two ways to sign in side by side, and which of them is in use. */
export const ModesTable = ({ used }: { readonly used?: CredentialSummary }) => {
  const { modes } = useText().settings
  const { columns } = modes
  return (
    <Section title={modes.title} note={modes.note}>
      <SimpleTable
        label={modes.title}
        columns={[
          { header: columns.mode, width: '21%' },
          { header: columns.state, width: '25%' },
          { header: columns.security },
          { header: columns.rotation },
        ]}
        rows={(['certificate', 'secret'] as const).map((kind) => [
          <Mode key="mode" kind={kind} used={used} />,
          <State key="state" kind={kind} used={used} />,
          kind === 'certificate' ? modes.certificateSecurity : modes.secretSecurity,
          kind === 'certificate' ? modes.certificateRotation : modes.secretRotation,
        ])}
      />
    </Section>
  )
}
