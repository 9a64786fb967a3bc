import { Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { type CertificateWish, usualCertificate } from '../../../shared/domain/credentials.ts'
import { CertificateFields } from '../../components/certificate-fields.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { Card } from './card.tsx'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', padding: '12px', maxWidth: '680px' },
  buttons: { display: 'flex', gap: '8px' },
})

/** What the new certificate is to be like, with the usual one chosen. */
export const RotationForm = ({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) => {
  const s = useStyles()
  const text = useText().credentials.rotation
  const offline = useOffline()
  const [wish, setWish] = useState<CertificateWish>(usualCertificate)
  const start = () => act.run('start', () => request('credentials.startRotation', wish), onClose)
  return (
    <Card label={text.title} title={text.title} note={text.lead}>
      <form
        className={s.form}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <CertificateFields wish={wish} onWish={(part) => setWish({ ...wish, ...part })} />
        <div className={s.buttons}>
          <Button
            size="small"
            type="submit"
            appearance="primary"
            disabledFocusable={act.busy === 'start' || offline !== undefined}
            title={offline}
          >
            {text.start}
          </Button>
          <Button size="small" onClick={onClose}>
            {text.cancelForm}
          </Button>
        </div>
      </form>
    </Card>
  )
}
