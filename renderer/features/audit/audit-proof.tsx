import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import { ArrowDownloadRegular, ShieldCheckmarkRegular } from '@fluentui/react-icons'
import type { ExportFormat } from '../../../shared/domain/audit.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Notice } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useJob } from '../../components/use-job.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { Verdict } from './audit-verdict.tsx'

const useStyles = makeStyles({
  notices: { padding: '0 20px 8px', display: 'grid', gap: '8px', ':empty': { display: 'none' } },
})

/** Verify and export, and what either of them said last. */
export const useProof = () => {
  const verify = useJob<Output<'audit.verify'>>('audit', 'audit verify')
  const write = useJob<Output<'audit.export'>>('audit', 'audit export')
  const verifyAll = () => verify.run((jobId) => request('audit.verify', { jobId }))
  const exportAs = (format: ExportFormat) => write.run((jobId) => request('audit.export', { jobId, format }))
  return { verify, write, verifyAll, exportAs }
}
type Proof = ReturnType<typeof useProof>

export const ProofButtons = ({ proof: { verify, write, verifyAll, exportAs } }: { readonly proof: Proof }) => {
  const text = useText().audit
  const { number } = useFormat()
  const job = verify.running ? verify : write.running ? write : undefined
  if (job?.running) {
    const { progress } = job.running
    const words =
      job === verify
        ? text.verifying({ done: number(progress?.done ?? 0), total: number(progress?.total ?? 0) })
        : text.exporting
    return (
      <>
        <span role="status">{words}</span>
        <Button size="small" onClick={job.cancel}>
          {text.cancel}
        </Button>
      </>
    )
  }
  return (
    <>
      <Button size="small" icon={<ShieldCheckmarkRegular />} onClick={verifyAll}>
        {text.verify}
      </Button>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<ArrowDownloadRegular />}>
            {text.export}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => exportAs('jsonl')}>{text.exportJsonl}</MenuItem>
            <MenuItem onClick={() => exportAs('csv')}>{text.exportCsv}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  )
}

const Fault = ({ status }: { readonly status: Output<'audit.status'> }) => {
  const text = useText().audit
  const language = useLanguage()
  if (status.fault === null) return null
  const { message, remedy } = explain(status.fault, language)
  return (
    <Notice level="error" title={text.fault}>
      {message} {remedy}
    </Notice>
  )
}

const Unsettled = (props: { readonly status: Output<'audit.status'>; readonly onShow: () => void }) => {
  const text = useText().audit
  const { number } = useFormat()
  const count = props.status.unsettled ?? 0
  if (count === 0) return null
  return (
    <Notice
      level="warn"
      title={text.unsettled({ count, text: number(count) })}
      actions={
        <Button size="small" onClick={props.onShow}>
          {text.showUnsettled}
        </Button>
      }
    >
      {text.unsettledWhy}
    </Notice>
  )
}

/** What is known of the chain: from this start, from the last look at it, and of the last export. */
export const ProofNotices = (props: {
  readonly proof: Proof
  readonly status: Output<'audit.status'> | undefined
  readonly onShowUnsettled: () => void
  readonly onShowFaults: () => void
}) => {
  const { proof, status, onShowUnsettled, onShowFaults } = props
  const s = useStyles()
  const text = useText().audit
  const { number } = useFormat()
  const { verify, write } = proof
  const exported = write.answer?.exported
  return (
    <div className={s.notices}>
      {status && <Fault status={status} />}
      {status && <Unsettled status={status} onShow={onShowUnsettled} />}
      {verify.answer && <Verdict result={verify.answer} onDismiss={verify.dismiss} onShowFaults={onShowFaults} />}
      {verify.error && <RequestNotice title={text.verifyFailed} error={verify.error} onDismiss={verify.dismiss} />}
      {exported && (
        <Notice
          level="ok"
          title={text.exported({ name: exported.name, text: number(exported.records) })}
          onDismiss={write.dismiss}
        >
          {text.exportedWhy({ keyId: exported.keyId })}
        </Notice>
      )}
      {write.error && <RequestNotice title={text.exportFailed} error={write.error} onDismiss={write.dismiss} />}
    </div>
  )
}
