import { Button, makeStyles } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { KeptCredential } from '../../../shared/domain/credentials.ts'
import { Notice } from '../../components/notice.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { CredentialButtons } from './credential-acts.tsx'
import { CredentialsTable } from './credentials-table.tsx'
import { ExpiryForm } from './expiry-form.tsx'
import { RotationForm } from './rotation-form.tsx'
import { RotationPanel } from './rotation-panel.tsx'
import { useCredentialActs } from './use-credential-acts.ts'

const useStyles = makeStyles({
  parts: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  said: { display: 'grid', gap: '8px', ':empty': { display: 'none' } },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

const Add = () => {
  const s = useStyles()
  const text = useText().credentials
  return (
    <div className={s.actions}>
      <Button as="a" size="small" href={hrefOf('settings', { edit: 'certificate' })}>
        {text.addCertificate}
      </Button>
      <Button as="a" size="small" href={hrefOf('settings', { edit: 'credential' })}>
        {text.addSecret}
      </Button>
    </div>
  )
}

type Acts = ReturnType<typeof useCredentialActs>

/** What came of the last act: announced where it stands. */
const Said = ({ working, connectionId }: { readonly working: Acts; readonly connectionId: string }) => {
  const s = useStyles()
  const text = useText().credentials
  const { act, said, dismiss } = working
  const link: ReactNode = said?.level === 'warn' && (
    <OpenLink link="registrationCredentials" connectionId={connectionId}>
      {text.rotation.openCredentials}
    </OpenLink>
  )
  return (
    <div className={s.said} role="status">
      {act.error && <RequestNotice title={text.refused} error={act.error} onDismiss={act.dismiss} />}
      {said && (
        <Notice level={said.level} title={said.title} actions={link} onDismiss={dismiss}>
          {said.more}
        </Notice>
      )}
    </div>
  )
}

const Kept = ({
  connection,
  credentials,
  working,
  onRenew,
}: {
  readonly connection: Connection
  readonly credentials: readonly KeptCredential[]
  readonly working: Acts
  readonly onRenew: (() => void) | undefined
}) => {
  const { act, acts, typing, closeTyping, saved } = working
  const typed = credentials.find(({ id }) => id === typing)
  return (
    <>
      <CredentialsTable
        credentials={credentials}
        acts={(credential) => <CredentialButtons credential={credential} acts={{ ...acts, renew: onRenew }} />}
      />
      <Said working={working} connectionId={connection.id} />
      {typed && <ExpiryForm key={typed.id} credential={typed} act={act} onSaved={saved} onClose={closeTyping} />}
    </>
  )
}

/** Both modes, what is kept of each, and the way to a new certificate without a pause. */
export const CredentialsSection = ({ connection }: { readonly connection: Connection }) => {
  const s = useStyles()
  const text = useText().credentials
  const { data, error, refresh } = useQuery('credentials.list', {})
  const working = useCredentialActs(refresh)
  const [asking, setAsking] = useState(false)
  if (data === undefined) {
    return error === undefined ? null : <RequestNotice title={text.failed} error={error} onRetry={refresh} />
  }
  const { credentials, rotation } = data
  const renew = () => {
    // What was said of an act before would seem to be about this one.
    working.dismiss()
    setAsking(true)
  }
  const onRenew = rotation === null ? renew : undefined
  return (
    <Section title={text.title} note={text.note} actions={<Add />}>
      <div className={s.parts}>
        <Kept connection={connection} credentials={credentials} working={working} onRenew={onRenew} />
        {rotation === null && asking && <RotationForm act={working.act} onClose={() => setAsking(false)} />}
        {rotation !== null && (
          <RotationPanel
            status={rotation}
            connectionId={connection.id}
            act={working.act}
            onExport={(format) => working.exportAs(rotation.nextId, format)}
            onGone={working.gone}
          />
        )}
      </div>
    </Section>
  )
}
