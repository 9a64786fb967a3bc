import { Button, makeStyles } from '@fluentui/react-components'
import { rolesFor } from '../../../shared/domain/features.ts'
import type { AdminInfo } from '../../../shared/domain/setup.ts'
import { Notice } from '../../components/notice.tsx'
import { Facts, Mono } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import type { Wish } from './choose-step.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '16px', maxWidth: '760px' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

/** Who signed in, and what will be made and granted, before any of it is. */
export const ReviewStep = (props: {
  readonly admin: AdminInfo
  readonly wish: Wish
  readonly displayName: string
  readonly act: Act
}) => {
  const { admin, wish, displayName, act } = props
  const s = useStyles()
  const text = useText().connect
  const { features, keyBits, months } = wish
  const create = () => act.run('start', () => request('setup.start', { features, displayName, keyBits, months }))
  const leave = () => act.run('signOut', () => request('setup.signOut', {}))
  const busy = act.busy !== undefined
  return (
    <div className={s.root}>
      <Facts
        rows={[
          [text.who, admin.userName],
          [text.tenant, admin.tenantName],
          [text.makes, text.makesWhat({ name: displayName })],
          [
            text.grants,
            <span key="roles">
              {rolesFor(features).map((role) => (
                <div key={role}>
                  <Mono>{role}</Mono>
                </div>
              ))}
            </span>,
          ],
        ]}
      />
      {admin.mayGrant === false && (
        <Notice level="warn" title={text.mayNot}>
          {text.mayNotWhy}
        </Notice>
      )}
      <div className={s.buttons}>
        <Button size="small" appearance="primary" disabledFocusable={busy} onClick={create}>
          {text.create}
        </Button>
        <Button size="small" disabledFocusable={busy} onClick={leave}>
          {text.other}
        </Button>
      </div>
      {act.error && <RequestNotice title={text.notDone} error={act.error} onDismiss={act.dismiss} />}
    </div>
  )
}
