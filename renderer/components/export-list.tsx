import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Output } from '../../shared/ipc/contract.ts'
import type { ExportWhat, TableFormat } from '../../shared/ipc/export.ts'
import { request } from '../ipc/client.ts'
import { parseRoute } from '../lib/navigation.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { Notice } from './notice.tsx'
import { RequestNotice } from './request-notice.tsx'
import { useJob } from './use-job.ts'

const useStyles = makeStyles({
  notice: { padding: '0 20px 8px', flexShrink: 0, ':empty': { display: 'none' } },
  running: { display: 'flex', alignItems: 'center', gap: '8px' },
})

const formats: readonly TableFormat[] = ['csv', 'xlsx', 'json']

export interface Exportable {
  /** Above its formats, where there is more than one thing to export. */
  readonly label?: string
  readonly what: ExportWhat
}

/** What a list holds, as a file. `place`: which list it is, where a page has more than one at once. */
export const useExport = (place?: string) => {
  // A page that goes may still be there when the address is another's already.
  const [page] = useState(() => parseRoute(location.hash).page)
  const job = useJob<Output<'export.write'>>('export', `export ${place ?? page}`)
  const write = (what: ExportWhat, format: TableFormat) =>
    job.run((jobId) => request('export.write', { jobId, what, format }))
  return { ...job, write }
}
type Exporting = ReturnType<typeof useExport>

export const ExportMenu = (props: {
  readonly exporting: Exporting
  readonly choices: readonly Exportable[]
  /** That are listed; undefined while nobody knows. */
  readonly rows: number | undefined
}) => {
  const { running, cancel, write } = props.exporting
  const s = useStyles()
  const text = useText().exporting
  const { number } = useFormat()
  const isEmpty = props.rows === 0
  if (running !== undefined) {
    const { progress } = running
    return (
      <div className={s.running}>
        <span role="status">
          {progress === undefined
            ? text.choosing
            : text.running({ done: number(progress.done), total: number(progress.total) })}
        </span>
        <Button size="small" onClick={cancel}>
          {text.cancel}
        </Button>
      </div>
    )
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={isEmpty}
          title={isEmpty ? text.empty : undefined}
        >
          {text.open}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.choices.map(({ label, what }) => (
            <MenuGroup key={what.of}>
              {label !== undefined && <MenuDivider />}
              {label !== undefined && <MenuGroupHeader>{label}</MenuGroupHeader>}
              {formats.map((format) => (
                <MenuItem key={format} onClick={() => write(what, format)}>
                  {text.formats[format]}
                </MenuItem>
              ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** How the last export ended. */
export const ExportNotice = ({
  exporting,
}: {
  readonly exporting: Pick<Exporting, 'answer' | 'error' | 'dismiss'>
}) => {
  const s = useStyles()
  const text = useText().exporting
  const { number } = useFormat()
  const { answer, error, dismiss } = exporting
  const written = answer?.written
  return (
    <div className={s.notice} role="status">
      {written && (
        <Notice
          level="ok"
          title={text.written({ count: written.rows, text: number(written.rows), name: written.name })}
          onDismiss={dismiss}
        />
      )}
      {error && <RequestNotice title={text.failed} error={error} onDismiss={dismiss} />}
    </div>
  )
}
