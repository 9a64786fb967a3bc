import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import { BranchCompareRegular, SaveRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { JudgedCertificate } from '../../../shared/domain/certificates.ts'
import { Notice } from '../../components/notice.tsx'
import { Facts, Mono, Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { purposeText } from './certificate-view.ts'
import { detailsText, propertiesOf } from './compare-view.ts'

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '4px' },
  line: { display: 'flex', alignItems: 'flex-start', gap: '4px' },
  value: { minWidth: 0 },
})

/** Takes the focus back when a comparison ends. */
export const compareId = 'certificate-compare'

const formats = ['cer', 'pem', 'p7b'] as const

/** Only an explicit choice puts a certificate on disk: the system's dialog asks where, and the audit records it. */
const useSave = (sha256: string) => {
  const act = useAct()
  const [saved, setSaved] = useState<string>()
  const save = (format: (typeof formats)[number]) => {
    setSaved(undefined)
    act.run(
      'save',
      () => request('certificates.save', { sha256, format }),
      (answer) => setSaved(answer.saved?.name),
    )
  }
  return { ...act, saved, save, forget: () => setSaved(undefined) }
}

const SaveMenu = ({ onSave }: { readonly onSave: (format: (typeof formats)[number]) => void }) => {
  const { details: text } = useText().certificates
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<SaveRegular />}>
          {text.save}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {formats.map((format) => (
            <MenuItem key={format} onClick={() => onSave(format)}>
              {text.formats[format]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

interface Props {
  readonly certificate: JudgedCertificate
  readonly others: readonly JudgedCertificate[]
  readonly onCompare: (sha256: string) => void
}

const CompareMenu = ({ others, onCompare }: Omit<Props, 'certificate'>) => {
  const { certificates: text } = useText()
  const { date } = useFormat()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button id={compareId} size="small" appearance="subtle" icon={<BranchCompareRegular />}>
          {text.compare.open}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {others.map((other) => (
            <MenuItem key={other.sha256} onClick={() => onCompare(other.sha256)}>
              {purposeText(other, text)}, {date(other.notAfter)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** All that a certificate says of itself, and what can be done with it. */
export const CertificateDetails = ({ certificate, ...comparing }: Props) => {
  const s = useStyles()
  const text = useText()
  const format = useFormat()
  const saving = useSave(certificate.sha256)
  const { details } = text.certificates
  return (
    <Section
      title={details.title}
      actions={
        <span className={s.buttons}>
          {comparing.others.length > 0 && <CompareMenu {...comparing} />}
          <CopyButton text={detailsText(certificate, text, format)} label={details.copyAll} words={details.copyAll} />
          <SaveMenu onSave={saving.save} />
        </span>
      }
    >
      <div role="status">
        {saving.saved !== undefined && (
          <Notice level="ok" title={details.saved({ name: saving.saved })} onDismiss={saving.forget} />
        )}
      </div>
      {saving.error && <RequestNotice title={details.notSaved} error={saving.error} onDismiss={saving.dismiss} />}
      <Facts
        rows={propertiesOf(certificate, text, format).map(({ name, value, mono }) => [
          name,
          mono ? (
            <span key={name} className={s.line}>
              <span className={s.value}>
                <Mono>{value}</Mono>
              </span>
              <CopyButton text={value} label={details.copy({ name })} />
            </span>
          ) : (
            value
          ),
        ])}
      />
    </Section>
  )
}
