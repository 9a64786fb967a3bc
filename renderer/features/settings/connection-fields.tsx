import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { EditRegular } from '@fluentui/react-icons'
import { Fragment, type ReactNode, useState } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { KeptCredential } from '../../../shared/domain/credentials.ts'
import type { LinkId } from '../../../shared/ipc/app.ts'
import { ExpiryText } from '../../components/expiry-text.tsx'
import { OpenIcon } from '../../components/open-link.tsx'
import { Mono, Quiet } from '../../components/page.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { useText } from '../../lib/text.tsx'
import { RenameDialog } from './rename-dialog.tsx'

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'minmax(112px, max-content) minmax(0, 1fr) max-content',
    columnGap: '16px',
    alignItems: 'center',
    margin: 0,
    padding: '4px 12px',
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, minHeight: '28px', display: 'flex', alignItems: 'center', overflowWrap: 'anywhere', minWidth: 0 },
  buttons: {
    margin: 0,
    display: 'flex',
    gap: '4px',
    justifyContent: 'flex-end',
    minHeight: '28px',
    alignItems: 'center',
  },
})

interface FieldOfCard {
  readonly name: string
  readonly value: ReactNode
  /** What is copied; without it there is no button. */
  readonly copy?: string
  /** What else can be done with it. */
  readonly act?: ReactNode
  /** Where in the portal it is looked after. */
  readonly portal?: LinkId
}

const mono = (value: string) => <Mono>{value}</Mono>

/** The mode follows from what was entered; with one of each kind kept, somebody has chosen. */
const modeOf = (
  { credential: { kind } }: Connection,
  kept: readonly KeptCredential[],
  text: ReturnType<typeof useText>['settings']['card'],
): string => {
  const isChosen = kept.some(({ summary, pending }) => !pending && summary.kind !== kind)
  return (isChosen ? text.chosenModes : text.modes)[kind]
}

const useCredentialFields = (connection: Connection): readonly FieldOfCard[] => {
  const text = useText().settings.card
  const kept = useQuery('credentials.list', {}).data?.credentials ?? []
  const { credential, state } = connection
  // None is kept any more, so none signs in.
  if (state === 'disconnected') return []
  const words = modeOf(connection, kept, text)
  const mode: FieldOfCard = { name: text.mode, value: words, copy: words }
  const end = kept.find(({ active }) => active)?.expiresAt ?? null
  const expires: FieldOfCard =
    end === null
      ? { name: text.expires, value: <Quiet>{text.expiryUnknown}</Quiet> }
      : { name: text.expires, value: <ExpiryText notAfter={end} />, copy: end, portal: 'registrationCredentials' }
  if (credential.kind === 'secret') {
    return [mode, { name: text.hint, value: mono(credential.hint), copy: credential.hint }, expires]
  }
  return [mode, { name: text.thumbprint, value: mono(credential.thumbprint), copy: credential.thumbprint }, expires]
}

const Rename = ({ connection }: { readonly connection: Connection }) => {
  const { item } = useText().tenants.rename
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<EditRegular />}
        aria-label={item}
        title={item}
        onClick={() => setAsking(true)}
      />
      {asking && <RenameDialog connection={connection} onClose={() => setAsking(false)} />}
    </>
  )
}

/** Everything that a connection is made of, each with what can be done with it. */
export const ConnectionFields = ({ connection }: { readonly connection: Connection }) => {
  const s = useStyles()
  const { app, settings } = useText()
  const text = settings.card
  const { tenantName, tenantId, clientId, scope, cloud } = connection
  const fields: readonly FieldOfCard[] = [
    { name: text.tenantName, value: tenantName, copy: tenantName, act: <Rename connection={connection} /> },
    { name: text.tenantId, value: mono(tenantId), copy: tenantId, portal: 'tenantOverview' },
    { name: text.clientId, value: mono(clientId), copy: clientId, portal: 'registrationOverview' },
    { name: text.scope, value: mono(scope), copy: scope },
    { name: text.cloud, value: app.clouds[cloud], copy: app.clouds[cloud] },
    ...useCredentialFields(connection),
  ]
  return (
    <dl className={s.fields}>
      {fields.map(({ name, value, copy, act, portal }) => (
        <Fragment key={name}>
          <dt className={s.name}>{name}</dt>
          <dd className={s.value}>{value}</dd>
          <dd className={s.buttons}>
            {act}
            {portal && (
              <OpenIcon link={portal} connectionId={connection.id}>
                {text.inPortal({ name })}
              </OpenIcon>
            )}
            {copy !== undefined && <CopyButton text={copy} label={text.copy({ name })} />}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
