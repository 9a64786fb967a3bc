import { Button, makeStyles, Switch } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { CertificateSource } from '../../../shared/domain/certificates.ts'
import type { CertificateSettings } from '../../../shared/ipc/certificates.ts'
import { Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { movedSources } from './certificate-settings-view.ts'
import type { ChangeSettings } from './certificates-section.tsx'

const useStyles = makeStyles({ moves: { display: 'flex', justifyContent: 'flex-end' } })

type Sources = CertificateSettings['sources']

const Moves = (props: {
  readonly source: CertificateSource
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
}) => {
  const { source, isFirst, isLast, onMove } = props
  const s = useStyles()
  const { certificateSettings, certificateReasons } = useText()
  const text = certificateSettings.sources
  const name = certificateReasons.sources[source]
  return (
    <span className={s.moves}>
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowUpRegular />}
        aria-label={text.up({ name })}
        title={text.up({ name })}
        disabledFocusable={isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowDownRegular />}
        aria-label={text.down({ name })}
        title={text.down({ name })}
        disabledFocusable={isLast}
        onClick={() => onMove(1)}
      />
    </span>
  )
}

/** Which sources are asked, and in which order. */
export const CertificateSources = ({
  sources,
  change,
}: {
  readonly sources: Sources
  readonly change: ChangeSettings
}) => {
  const { certificateSettings, certificateReasons } = useText()
  const text = certificateSettings.sources
  const { number } = useFormat()
  const [said, setSaid] = useState('')
  const move = (source: CertificateSource, by: -1 | 1) => {
    const moved = movedSources(sources, source, by)
    const place = number(moved.findIndex((one) => one.source === source) + 1)
    change({ sources: moved }, () => setSaid(text.moved({ name: certificateReasons.sources[source], place })))
  }
  return (
    <Section title={text.title} note={text.note}>
      <span className="sr" role="status">
        {said}
      </span>
      <SimpleTable
        middle
        label={text.title}
        columns={[
          { header: text.columns.source, width: '22%' },
          { header: text.columns.what },
          { header: text.columns.state, width: '96px' },
          { header: '', width: '72px', align: 'end' },
        ]}
        rows={sources.map(({ source, on }, index) => [
          certificateReasons.sources[source],
          text.what[source],
          <Switch
            key={source}
            aria-label={text.switch({ name: certificateReasons.sources[source] })}
            label={on ? text.on : text.off}
            checked={on}
            onChange={(_, { checked }) =>
              change({ sources: sources.map((one) => (one.source === source ? { source, on: checked } : one)) })
            }
          />,
          <Moves
            key={source}
            source={source}
            isFirst={index === 0}
            isLast={index === sources.length - 1}
            onMove={(by) => move(source, by)}
          />,
        ])}
      />
    </Section>
  )
}
