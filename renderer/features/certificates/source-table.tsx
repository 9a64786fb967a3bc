import type { CertificateLookup, SourceFinding, UnreadMaterial } from '../../../shared/domain/certificates.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Section } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { answerLevels, answerText, sentenceOf } from './certificate-view.ts'

/** Why a source answered so; where it failed, what happened and the cure. */
const Because = ({ finding: { reason, params, error } }: { readonly finding: SourceFinding }) => {
  const { sourceReasons } = useText().certificateReasons
  const format = useFormat()
  const language = useLanguage()
  if (error === null) return sentenceOf(sourceReasons[reason], params, format)
  const { message, remedy = '' } = explain(error, language)
  return reason === 'error' ? `${message} ${remedy}` : `${sentenceOf(sourceReasons[reason], params, format)}. ${remedy}`
}

/** Every source in its order, with its answer and why. */
export const SourceTable = ({ lookup }: { readonly lookup: CertificateLookup }) => {
  const text = useText()
  const format = useFormat()
  const { sources } = text.certificates
  const { roundTrips, milliseconds } = lookup
  const note = sources.note({
    count: roundTrips,
    text: format.number(roundTrips),
    duration: format.duration(milliseconds),
  })
  return (
    <Section title={sources.title} note={note}>
      <SimpleTable
        label={sources.title}
        columns={[
          { header: sources.columns.source, width: '24%' },
          { header: sources.columns.answer, width: '24%' },
          { header: sources.columns.because },
        ]}
        rows={lookup.sources.map((finding) => [
          text.certificateReasons.sources[finding.source],
          <Status key="answer" level={answerLevels[finding.answer]} wrap>
            {answerText(finding, text, format)}
          </Status>,
          <Because key="because" finding={finding} />,
        ])}
      />
    </Section>
  )
}

/** What was delivered and could not be read. */
export const UnreadTable = ({ unread }: { readonly unread: readonly UnreadMaterial[] }) => {
  const { certificates, certificateReasons } = useText()
  const text = certificates.unread
  const format = useFormat()
  if (unread.length === 0) return null
  return (
    <Section title={text.title}>
      <SimpleTable
        label={text.title}
        columns={[{ header: text.columns.source, width: '24%' }, { header: text.columns.problem }]}
        rows={unread.map(({ source, problem, params }) => [
          certificateReasons.sources[source],
          <Status key="problem" level="warn" wrap>
            {sentenceOf(certificateReasons.problems[problem], params, format)}
          </Status>,
        ])}
      />
    </Section>
  )
}
