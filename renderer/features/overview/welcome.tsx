import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { PlugConnectedRegular } from '@fluentui/react-icons'
import type { LinkId } from '../../../shared/ipc/app.ts'
import { Mono, Page, Scroll } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { request } from '../../ipc/client.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  root: { maxWidth: '720px', display: 'grid', gap: '16px', paddingTop: '8px' },
  lead: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '64ch' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
})

/** Opening fails only where the system has no browser; then nothing that this page could say would help. */
const open = (link: LinkId) => () => void request('app.openLink', { link }).catch(() => undefined)

/** No tenant yet: the one page that explains what connecting is and leads to it. */
export const Welcome = () => {
  const s = useStyles()
  const text = useText().overview.welcome
  const { need, reads, secret, test, next } = text.rows
  return (
    <Page title={text.title}>
      <Scroll label={text.title}>
        <div className={s.root}>
          <p className={s.lead}>{text.lead}</p>
          <SimpleTable
            label={text.table}
            columns={[{ header: text.columns.what, width: '176px' }, { header: text.columns.detail }]}
            rows={[
              [need.what, need.detail],
              [
                reads.what,
                <span key="reads">
                  {reads.before}
                  <Mono>User.Read.All</Mono>
                  {reads.between}
                  <Mono>GroupMember.Read.All</Mono>
                  {reads.after}
                </span>,
              ],
              [secret.what, secret.detail],
              [test.what, test.detail],
              [next.what, next.detail],
            ]}
          />
          <div className={s.buttons}>
            <Button as="a" appearance="primary" icon={<PlugConnectedRegular />} href={hrefOf('connect')}>
              {text.connect}
            </Button>
            <Button as="a" href={hrefOf('connect', { way: 'own' })}>
              {text.own}
            </Button>
          </div>
          <p className={s.lead}>
            {text.consent}{' '}
            <Link inline as="button" onClick={open('adminConsentHelp')}>
              {text.consentHelp}
            </Link>
          </p>
        </div>
      </Scroll>
    </Page>
  )
}
