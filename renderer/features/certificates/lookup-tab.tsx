import { Button, Link, makeStyles, ProgressBar } from '@fluentui/react-components'
import { ArrowSyncRegular, CertificateRegular, PersonSearchRegular, StopRegular } from '@fluentui/react-icons'
import type { CertificateLookup } from '../../../shared/domain/certificates.ts'
import { missingFor } from '../../../shared/domain/features.ts'
import { Ago } from '../../components/ago.tsx'
import { Blank, Notice } from '../../components/notice.tsx'
import { Scroll } from '../../components/page.tsx'
import { ReconnectLink } from '../../components/reconnect-link.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { basisText, becauseText, lacksMailRole, verdictLevels } from './certificate-view.ts'
import { JudgedCertificates } from './judged-certificates.tsx'
import { MissingRight } from './missing-right.tsx'
import { SourceTable, UnreadTable } from './source-table.tsx'
import type { Looking } from './use-lookup.ts'

const useStyles = makeStyles({
  above: { display: 'grid', gap: '8px' },
  running: { display: 'grid', gap: '8px', maxWidth: '680px', paddingTop: '8px' },
  line: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '12px', flexWrap: 'wrap' },
})

/** The tenant was left: nothing was kept, so nothing can be shown. */
export const Unavailable = () => {
  const { left: text } = useText().certificates
  return (
    <Blank icon={<CertificateRegular fontSize={32} />} title={text.title} actions={<ReconnectLink />}>
      {text.why}
    </Blank>
  )
}

const Again = ({ looking }: { readonly looking: Looking }) => {
  const { app, certificates } = useText()
  return (
    <Button
      size="small"
      icon={<ArrowSyncRegular />}
      disabledFocusable={!looking.online || looking.running}
      title={looking.online ? undefined : app.foot.offlineWhy}
      onClick={looking.again}
    >
      {certificates.lookup.again}
    </Button>
  )
}

const Verdict = ({ lookup, looking }: { readonly lookup: CertificateLookup; readonly looking: Looking }) => {
  const { certificates, certificateReasons } = useText()
  const { lookup: text, find } = certificates
  const format = useFormat()
  const { user, verdict, at } = lookup
  const [best] = lookup.certificates
  const because = verdict === 'encrypt' || best === undefined ? '' : becauseText(best, certificateReasons)
  return (
    <div role="status">
      <Notice
        level={verdictLevels[verdict]}
        title={text.verdicts[verdict]({ name: user.displayName ?? find.unnamed })}
        actions={<Again looking={looking} />}
      >
        {basisText(lookup, certificates, format)}
        {best === undefined ? ` ${text.asked} ` : `, ${text.fetched} `}
        <Ago at={at} />. {because !== '' && `${text.because} ${because}. `}
        {best !== undefined && text.kept}
      </Notice>
    </div>
  )
}

const Running = ({ name, looking }: { readonly name: string; readonly looking: Looking }) => {
  const s = useStyles()
  const { lookup: text } = useText().certificates
  const words = text.running({ name })
  return (
    <div className={s.running}>
      <div className={s.line}>
        <span role="status">
          <Status level="run" wrap>
            {words}
          </Status>
        </span>
        <Button size="small" icon={<StopRegular />} onClick={looking.cancel}>
          {text.cancel}
        </Button>
      </div>
      <ProgressBar aria-label={words} />
    </div>
  )
}

/** Nobody is chosen yet; what would keep a lookup from its main source is said before anybody waits for it. */
const Nobody = () => {
  const s = useStyles()
  const { lookup: text } = useText().certificates
  const roles = useQuery('connection.get', {}).data?.connection?.roles ?? []
  const sources = useQuery('certificates.settings', {}).data?.sources ?? []
  const asksMail = sources.some(({ source, on }) => source === 'signedMail' && on)
  const lacks = asksMail && missingFor('smimeFromMail', roles).length > 0
  return (
    <>
      {lacks && (
        <div className={s.above}>
          <MissingRight />
        </div>
      )}
      <Blank
        icon={<PersonSearchRegular fontSize={32} />}
        title={text.blank}
        actions={<Link href={hrefOf('settings', { section: 'certificates' })}>{text.sources}</Link>}
      >
        {text.blankWhy}
      </Blank>
    </>
  )
}

const Ending = ({ looking }: { readonly looking: Looking }) => {
  const { app, certificates } = useText()
  const { lookup: text } = certificates
  // What was found before stays below, with a button of its own.
  const again = looking.lookup === undefined && <Again looking={looking} />
  if (looking.waits) return <Notice level="off" title={certificates.offline} />
  if (looking.error) return <RequestNotice title={text.failed} error={looking.error} actions={again} />
  if (looking.cancelled) return <Notice level="off" title={text.cancelled} actions={again} />
  if (looking.online) return null
  return (
    <Notice level="off" title={app.foot.offline}>
      {certificates.offline}
    </Notice>
  )
}

/** One user's certificates, fetched now: the verdict, where they were looked for, and each check. */
export const LookupTab = (props: {
  readonly userId: string | undefined
  readonly name: string | undefined
  readonly isLeft: boolean
  readonly looking: Looking
}) => {
  const { userId, name, isLeft, looking } = props
  const s = useStyles()
  const { lookup: text } = useText().certificates
  const { lookup } = looking
  if (isLeft) return <Unavailable />
  return (
    <Scroll label={text.label}>
      {userId === undefined && <Nobody />}
      {userId !== undefined && (
        <div className={s.above}>
          {looking.running && <Running name={name ?? text.someone} looking={looking} />}
          <Ending looking={looking} />
          {lookup && !looking.running && lacksMailRole(lookup) && <MissingRight />}
          {lookup && !looking.running && <Verdict lookup={lookup} looking={looking} />}
        </div>
      )}
      {lookup && !looking.running && (
        <JudgedCertificates key={lookup.at} certificates={lookup.certificates}>
          <SourceTable lookup={lookup} />
          <UnreadTable unread={lookup.unread} />
        </JudgedCertificates>
      )}
    </Scroll>
  )
}
