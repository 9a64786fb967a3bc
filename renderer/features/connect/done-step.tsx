import { Button } from '@fluentui/react-components'
import { useEffect } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import { missingFor } from '../../../shared/domain/features.ts'
import { markOf } from '../../components/credential-name.ts'
import { Notice } from '../../components/notice.tsx'
import { Facts, Mono, Section } from '../../components/page.tsx'
import { announcementOf, headlineOf } from '../../components/run-view.ts'
import { useSync } from '../../components/use-sync.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { SecretExpiry } from './secret-expiry.tsx'
import { WizardStepBody } from './wizard-frame.tsx'
import { useWizard } from './wizard-store.ts'

/** How far the first sync is; the page can be left at any time. */
const FirstSync = () => {
  const { connect: text, sync: syncText } = useText()
  const format = useFormat()
  const { status } = useSync()
  const progress = status?.progress ?? null
  const last = status?.last
  const ended =
    last?.outcome === 'published'
      ? text.synced({ users: format.number(last.users), groups: format.number(last.groups) })
      : text.doneWhy
  return (
    <>
      {progress === null ? ended : `${text.doneWhy} ${headlineOf(progress, syncText, format)}`}
      <span className="sr" role="status">
        {progress !== null && announcementOf(progress, syncText, format)}
      </span>
    </>
  )
}

/** What was chosen needs more than the consent brought: it is said here, not when it is missed. */
const NotGranted = ({ roles }: Pick<Connection, 'roles'>) => {
  const text = useText().connect
  const chosen = useWizard((state) => state.features)
  const missing = chosen.filter((feature) => missingFor(feature, roles).length > 0)
  if (missing.length === 0) return null
  const names = missing.flatMap((feature) => missingFor(feature, roles)).join(', ')
  return (
    <Notice level="warn" title={text.notGranted({ roles: names })}>
      {missing.map((feature) => text.features[feature].without).join(' ')} {text.notGrantedWhy}
    </Notice>
  )
}

const useModeText = ({ credential }: Connection): string => {
  const text = useText().connect.modes
  const { date } = useFormat()
  const mark = markOf(credential)
  return credential.kind === 'certificate'
    ? text.certificate({ mark, until: date(credential.notAfter) })
    : text.secret({ mark })
}

const Filled = ({ connection }: { readonly connection: Connection }) => {
  const text = useText().connect
  const { fields } = text
  const { tenantId, clientId, scope, credential, roles } = connection
  const isSecret = credential.kind === 'secret'
  return (
    <Section title={text.filled}>
      <Facts
        rows={[
          [fields.tenantId, <Mono key="tenant">{tenantId}</Mono>],
          [fields.clientId, <Mono key="client">{clientId}</Mono>],
          [fields.scope, <Mono key="scope">{scope}</Mono>],
          [fields.mode, useModeText(connection)],
          [isSecret ? text.secret : fields.key, text.keptWhere],
          ...(isSecret ? [[fields.expires, <SecretExpiry key="expires" roles={roles} />] as const] : []),
          [fields.test, text.tested],
          [fields.roles, <Mono key="roles">{roles.join(', ')}</Mono>],
        ]}
      />
    </Section>
  )
}

interface Props {
  readonly connection: Connection
  /** By which this end is known again. */
  readonly mark: string
  readonly onAnother: () => void
}

/** The tenant is connected: what was filled in, and how the first sync goes. */
export const DoneStep = ({ connection, mark, onAnother }: Props) => {
  const text = useText().connect
  const show = useWizard((state) => state.show)
  useEffect(() => show(mark), [show, mark])
  return (
    <WizardStepBody
      title={text.stages.done}
      back={
        <Button size="small" onClick={onAnother}>
          {text.connectAnother}
        </Button>
      }
      next={
        <Button as="a" size="small" appearance="primary" href={hrefOf('overview')}>
          {text.overview}
        </Button>
      }
    >
      <Notice level="ok" title={text.done({ tenant: titleOf(connection) })}>
        <FirstSync />
      </Notice>
      <NotGranted roles={connection.roles} />
      <Filled connection={connection} />
    </WizardStepBody>
  )
}
