import { Link } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import type { CertificateSettings } from '../../../shared/ipc/certificates.ts'
import { Blank } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { CertificateLdap } from './certificate-ldap.tsx'
import { CertificateRoots } from './certificate-roots.tsx'
import { CertificateRevocation, CertificateScan } from './certificate-scan.tsx'
import { type WantedSettings, wantedOf } from './certificate-settings-view.ts'
import { CertificateSources } from './certificate-sources.tsx'

/** One part at a time; main answers with all of it. */
export type ChangeSettings = (part: Partial<WantedSettings>, done?: () => void) => void
export type ActOn = (work: () => Promise<CertificateSettings>, done?: () => void) => void

/**
 * What main answered last, and the ways to change it: one after the other, each from what the one before it made of the
 * settings, so that quick changes do not undo each other.
 */
const useSettings = () => {
  const { data, error, refresh } = useQuery('certificates.settings', {})
  const [answered, setAnswered] = useState<CertificateSettings>()
  const latest = useRef<CertificateSettings>(undefined)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  // The next one who asks the cache gets what holds then.
  const act = useAct(refresh)
  const settings = answered ?? data
  const actOn: ActOn = (work, done) => {
    const inTurn = async () => {
      latest.current = await work()
      return latest.current
    }
    const next = queue.current.then(inTurn)
    queue.current = next.catch(() => undefined)
    act.run(
      'settings',
      () => next,
      (answer) => {
        setAnswered(answer)
        done?.()
      },
    )
  }
  const change: ChangeSettings = (part, done) => {
    if (settings === undefined) return
    actOn(() => request('certificates.setSettings', wantedOf(latest.current ?? settings, part)), done)
  }
  return { settings, error, refresh, act, actOn, change }
}

/** Of the active tenant. Each change holds at once. */
const Known = () => {
  const text = useText().certificateSettings
  const { settings, error, refresh, act, actOn, change } = useSettings()
  if (settings === undefined)
    return error === undefined ? null : <RequestNotice title={text.failed} error={error} onRetry={refresh} />
  return (
    <>
      {act.error && act.error.code !== 'cancelled' && (
        <RequestNotice title={text.refused} error={act.error} onDismiss={act.dismiss} />
      )}
      <CertificateSources sources={settings.sources} change={change} />
      <CertificateScan scan={settings.scan} change={change} />
      <CertificateLdap ldap={settings.ldap} change={change} act={actOn} />
      <CertificateRevocation revocation={settings.revocation} change={change} />
      <CertificateRoots roots={settings.roots} act={actOn} />
    </>
  )
}

/** Where certificates are looked for, and whose word is trusted: each tenant has its own. */
export const CertificatesSection = () => {
  const text = useText().certificateSettings
  const connection = useQuery('connection.get', {}).data?.connection
  if (connection === undefined) return null
  if (connection !== null) return <Known key={connection.id} />
  return <Blank title={text.noTenant} actions={<Link href={hrefOf('connect')}>{text.connect}</Link>} />
}
