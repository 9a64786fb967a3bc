import { makeStyles, tokens } from '@fluentui/react-components'
import type { CredentialSummary } from '../../shared/domain/connection.ts'
import { useText } from '../lib/text.tsx'
import type { Form } from './connection-form.ts'
import { ExpiryText } from './expiry-text.tsx'
import { Facts, Mono, Quiet } from './page.tsx'
import { Status } from './status.tsx'

const useStyles = makeStyles({
  root: {
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
})

const keyOf = ({ keyType, keyBits }: Extract<CredentialSummary, { kind: 'certificate' }>) =>
  keyBits === null ? keyType : `${keyType} ${keyBits}`

const Certificate = ({ summary }: { readonly summary: Extract<CredentialSummary, { kind: 'certificate' }> }) => {
  const { inspection: text } = useText().settings
  return (
    <>
      <Status level="ok">{text.certificate}</Status>
      <Facts
        rows={[
          [text.subject, summary.subject],
          [text.key, keyOf(summary)],
          [text.thumbprint, <Mono key="thumbprint">{summary.thumbprint}</Mono>],
          [text.valid, <ExpiryText key="valid" notBefore={summary.notBefore} notAfter={summary.notAfter} />],
        ]}
      />
    </>
  )
}

/** What main found in the credential. The secret itself never comes back. */
export const InspectionResult = ({ inspection }: Pick<Form, 'inspection'>) => {
  const s = useStyles()
  const { inspection: text } = useText().settings
  if (inspection.state === 'reading') return <Status level="run">{text.reading}</Status>
  if (inspection.state !== 'known') return null
  const { summary } = inspection
  return (
    <div className={s.root}>
      {summary.kind === 'certificate' ? (
        <Certificate summary={summary} />
      ) : (
        <Status level="info" wrap>
          {text.secret}, {text.secretHint({ hint: summary.hint })}. <Quiet>{text.secretWhy}</Quiet>
        </Status>
      )}
    </div>
  )
}
