import { Button, Link, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import { Notice } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { useTenants } from '../../components/use-tenants.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf, navigate } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { ConnectionForm } from './connection-form-card.tsx'
import { CredentialsSection } from './credentials-section.tsx'
import { LeaveSection } from './leave-section.tsx'
import { LeftNotice } from './left-notice.tsx'
import { ModesTable } from './modes-table.tsx'
import { PermissionsTable } from './permissions-table.tsx'
import type { SettingsAddress } from './settings-address.ts'
import { MoreTenants, TenantsSection } from './tenants-section.tsx'
import { useConnectionTest } from './use-connection-test.ts'

const useStyles = makeStyles({ notices: { display: 'grid', gap: '8px', ':not(:empty)': { marginBottom: '12px' } } })

const Saved = ({ name, onDismiss }: { readonly name: string; readonly onDismiss: () => void }) => {
  const { app, settings } = useText()
  const text = settings.card
  return (
    <Notice
      level="ok"
      title={text.saved({ name })}
      actions={
        <>
          <Link href={hrefOf('sync')}>{text.showSync}</Link>
          <Button size="small" appearance="subtle" onClick={onDismiss}>
            {app.dismiss}
          </Button>
        </>
      }
    >
      {text.savedWhy}
    </Notice>
  )
}

/** The wizard does all of it; the form below is for who has everything at hand. */
const ToWizard = () => {
  const { connect } = useText()
  return (
    <Notice
      level="info"
      title={connect.fromSettings}
      actions={
        <Button as="a" size="small" appearance="primary" href={hrefOf('connect')}>
          {connect.title}
        </Button>
      }
    >
      {connect.fromSettingsWhy}
    </Notice>
  )
}

const Tested = ({ test }: { readonly test: ReturnType<typeof useConnectionTest> }) => {
  const { app, settings } = useText()
  const text = settings.card
  const dismiss = (
    <Button size="small" appearance="subtle" onClick={test.dismiss}>
      {app.dismiss}
    </Button>
  )
  if (test.error) {
    return (
      <RequestNotice title={text.testRefused} error={test.error} actions={dismiss}>
        {text.testRefusedWhy}
      </RequestNotice>
    )
  }
  if (!test.passed) return null
  return (
    <Notice level="ok" title={text.tests} actions={dismiss}>
      {text.testsWhy}
    </Notice>
  )
}

interface Props {
  readonly connection: Connection | null
  readonly edit: SettingsAddress['edit']
  /** It was tested and saved on this visit. */
  readonly saved: boolean
  readonly onSaved: (connection: Connection | undefined) => void
}

const Known = ({ connection, edit, saved, onSaved }: Props) => {
  const s = useStyles()
  const test = useConnectionTest()
  const back = useAct()
  const { refresh } = useQuery('credentials.list', {})
  const close = () => navigate(hrefOf('settings'))
  const heard = (changed: Connection) => {
    test.dismiss()
    // The event came before what it replaces was gone.
    refresh()
    onSaved(changed)
    if (edit !== undefined) close()
  }
  const editing = connection === null || edit !== undefined
  return (
    <>
      <div className={s.notices} role="status">
        {connection === null && <ToWizard />}
        {saved && !editing && connection.state === 'connected' && (
          <Saved name={titleOf(connection)} onDismiss={() => onSaved(undefined)} />
        )}
        {!editing && <Tested test={test} />}
        {!editing && <LeftNotice connection={connection} act={back} />}
      </div>
      {editing ? (
        <ConnectionForm
          connection={connection}
          another={edit === 'certificate' ? 'files' : edit === 'credential' ? 'paste' : undefined}
          onSaved={heard}
          onCancel={connection === null ? undefined : close}
        />
      ) : (
        <ConnectionCard connection={connection} test={test} back={back} />
      )}
      {connection === null && <ModesTable />}
      {connection?.state === 'connected' && <CredentialsSection connection={connection} />}
      <PermissionsTable {...(connection === null ? {} : { connection })} />
      {connection !== null && <LeaveSection connection={connection} />}
    </>
  )
}

/** Integrations, Entra ID: the way in while there is no tenant, the connection and its worth afterwards. */
export const EntraSection = ({ edit }: Pick<Props, 'edit'>) => {
  const s = useStyles()
  const text = useText().settings
  const { data, error, refresh } = useQuery('connection.get', {})
  const { several } = useTenants()
  const [saved, setSaved] = useState<Connection>()
  const [removed, setRemoved] = useState<string>()
  if (data === undefined)
    return error === undefined ? null : <RequestNotice title={text.failed} error={error} onRetry={refresh} />
  const { connection } = data
  return (
    <>
      <div className={s.notices} role="status">
        {removed !== undefined && <Notice level="ok" title={removed} onDismiss={() => setRemoved(undefined)} />}
      </div>
      {several && edit === undefined && <TenantsSection onRemoved={setRemoved} />}
      <Known
        key={connection?.id}
        connection={connection}
        edit={edit}
        saved={saved !== undefined && saved.id === connection?.id}
        onSaved={setSaved}
      />
      {connection !== null && !several && <MoreTenants />}
    </>
  )
}
