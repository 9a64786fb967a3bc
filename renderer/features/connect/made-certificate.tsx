import { Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { ExportFormat } from '../../../shared/domain/credentials.ts'
import { CertificateFields } from '../../components/certificate-fields.tsx'
import { InspectionResult } from '../../components/inspection-result.tsx'
import { Notice } from '../../components/notice.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import { type Act, useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'
import type { OwnForm } from './own-form.ts'
import { useWizard } from './wizard-store.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  export: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap', paddingTop: '8px' },
  result: { outlineStyle: 'none' },
  buttons: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
})

/** What it is to be like, and the button that makes it. */
const Make = ({ act, isMissing }: { readonly act: Act; readonly isMissing: boolean }) => {
  const s = useStyles()
  const text = useText().ownRegistration
  const { keyBits, months, change } = useWizard()
  const make = () =>
    act.run(
      'make',
      () => request('credentials.make', { keyBits, months }),
      ({ handle }) => change({ made: handle }),
    )
  return (
    <>
      <CertificateFields wish={{ keyBits, months }} onWish={change} />
      {act.error && <RequestNotice title={text.notMade} error={act.error} onDismiss={act.dismiss} />}
      <div className={s.buttons}>
        <Button size="small" disabledFocusable={act.busy !== undefined} onClick={make}>
          {text.make}
        </Button>
        <span role="status">{act.busy === 'make' && <Status level="run">{text.making}</Status>}</span>
        {isMissing && <Status level="error">{text.makeFirst}</Status>}
      </div>
    </>
  )
}

/** The administrator takes the public part into the portal by hand. */
const Upload = ({ made, act }: { readonly made: string; readonly act: Act }) => {
  const s = useStyles()
  const text = useText().ownRegistration
  const [written, setWritten] = useState<string>()
  const exportAs = (format: ExportFormat) => () =>
    act.run(
      'export',
      () => request('credentials.exportMade', { handle: made, format }),
      ({ name }) => name !== null && setWritten(name),
    )
  const button = (format: ExportFormat, words: string) => (
    <Button
      size="small"
      icon={<ArrowDownloadRegular />}
      disabledFocusable={act.busy !== undefined}
      onClick={exportAs(format)}
    >
      {words}
    </Button>
  )
  return (
    <Notice level="info" title={text.upload}>
      {text.uploadWhy}
      <div className={s.export}>
        {button('cer', text.exportCer)}
        {button('pem', text.exportPem)}
        <OpenLink link="appRegistrations">{text.portal}</OpenLink>
        <span role="status">
          {written !== undefined && <Status level="ok">{text.exported({ name: written })}</Status>}
        </span>
      </div>
    </Notice>
  )
}

/** The button that made it is gone: the focus goes to what came of it. */
const useFocusOnMade = (made: string | undefined) => {
  const result = useRef<HTMLDivElement>(null)
  const before = useRef(made)
  useEffect(() => {
    if (made !== undefined && before.current !== made) result.current?.focus()
    before.current = made
  }, [made])
  return result
}

/** A key pair made on this computer, whose certificate the registration has to know before the test can pass. */
export const MadeCertificate = ({ form }: { readonly form: OwnForm['form'] }) => {
  const s = useStyles()
  const text = useText().ownRegistration
  const { made, change } = useWizard()
  const act = useAct()
  const result = useFocusOnMade(made)
  const { credential: problem } = form.problems
  if (made === undefined) {
    return (
      <div className={s.root}>
        <Make act={act} isMissing={problem !== undefined} />
      </div>
    )
  }
  return (
    <div className={s.root}>
      <Upload key={made} made={made} act={act} />
      <div ref={result} className={s.result} tabIndex={-1}>
        <InspectionResult inspection={form.inspection} />
      </div>
      {problem !== undefined && 'refusal' in problem && <RequestNotice error={problem.refusal} />}
      {act.error && <RequestNotice title={text.notExported} error={act.error} onDismiss={act.dismiss} />}
      <div className={s.buttons}>
        <Button
          size="small"
          disabledFocusable={form.phase === 'testing'}
          onClick={() => {
            act.dismiss()
            change({ made: undefined })
          }}
        >
          {text.makeAnother}
        </Button>
      </div>
    </div>
  )
}
