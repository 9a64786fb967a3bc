import { Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useText } from '../../lib/text.tsx'

/** The two ways to sign in side by side, before one is chosen. */
export const ModesTable = () => {
  const { modes } = useText().settings
  const { columns } = modes
  return (
    <Section title={modes.title} note={modes.note}>
      <SimpleTable
        label={modes.title}
        columns={[
          { header: columns.mode, width: '21%' },
          { header: columns.state, width: '25%' },
          { header: columns.security },
          { header: columns.rotation },
        ]}
        rows={[
          [
            modes.certificate,
            <Status key="state" level="ok">
              {modes.recommended}
            </Status>,
            modes.certificateSecurity,
            modes.certificateRotation,
          ],
          [
            modes.secret,
            <Status key="state" level="info">
              {modes.possible}
            </Status>,
            modes.secretSecurity,
            modes.secretRotation,
          ],
        ]}
      />
    </Section>
  )
}
