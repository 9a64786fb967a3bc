import type { JudgedCertificate } from '../../../shared/domain/certificates.ts'
import { Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { useNow } from '../../lib/use-now.ts'
import { checkLevels, checkText, sentenceOf } from './certificate-view.ts'

/** Every check of one certificate, with its verdict and why. */
export const CheckTable = ({ certificate: { checks, notAfter } }: { readonly certificate: JudgedCertificate }) => {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  const { title, note, columns } = text.certificates.checks
  const { certificateReasons: words } = text
  return (
    <Section title={title} note={note}>
      <SimpleTable
        label={title}
        columns={[
          { header: columns.check, width: '24%' },
          { header: columns.verdict, width: '24%' },
          { header: columns.because },
        ]}
        rows={checks.map((result) => [
          words.checks[result.check],
          <Status key="verdict" level={checkLevels[result.verdict]} wrap>
            {checkText(result, notAfter, text, format, now)}
          </Status>,
          sentenceOf(words.because[result.reason], result.params, format),
        ])}
      />
    </Section>
  )
}
