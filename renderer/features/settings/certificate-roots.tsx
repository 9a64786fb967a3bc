import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { CertificateSettings } from '../../../shared/ipc/certificates.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Mono, Quiet, Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { request } from '../../ipc/client.ts'
import { groupsOf } from '../../lib/format.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import type { ActOn } from './certificates-section.tsx'

type Root = CertificateSettings['roots'][number]

const Removal = ({
  root,
  act,
  onClose,
}: {
  readonly root: Root
  readonly act: ActOn
  readonly onClose: () => void
}) => {
  const text = useText().certificateSettings.roots
  const { sha256, subject } = root
  return (
    <ConfirmDialog
      title={text.removeTitle({ name: subject })}
      cancel={text.keep}
      confirm={text.remove}
      busy={false}
      onConfirm={() => {
        act(() => request('certificates.removeRoot', { sha256 }))
        onClose()
      }}
      onClose={onClose}
    >
      {text.removeWhy}
    </ConfirmDialog>
  )
}

/** Roots that are trusted beside the operating system's: main's dialog chooses the file. */
export const CertificateRoots = ({ roots, act }: { readonly roots: readonly Root[]; readonly act: ActOn }) => {
  const text = useText().certificateSettings.roots
  const { date } = useFormat()
  const [removing, setRemoving] = useState<Root>()
  return (
    <Section
      title={text.title}
      note={text.note}
      actions={
        <Button size="small" icon={<AddRegular />} onClick={() => act(() => request('certificates.addRoot', {}))}>
          {text.add}
        </Button>
      }
    >
      {roots.length === 0 ? (
        <Quiet>{text.none}</Quiet>
      ) : (
        <SimpleTable
          middle
          label={text.title}
          columns={[
            { header: text.columns.subject },
            { header: text.columns.fingerprint, width: '40%' },
            { header: text.columns.ends, width: '112px' },
            { header: '', width: '96px', align: 'end' },
          ]}
          rows={roots.map((root) => [
            root.subject,
            <Mono key="hash">{groupsOf(root.sha256, 4, ' ')}</Mono>,
            date(root.notAfter),
            <Button
              key="remove"
              size="small"
              appearance="subtle"
              aria-label={text.removeOf({ name: root.subject })}
              onClick={() => setRemoving(root)}
            >
              {text.remove}
            </Button>,
          ])}
        />
      )}
      {removing && <Removal root={removing} act={act} onClose={() => setRemoving(undefined)} />}
    </Section>
  )
}
