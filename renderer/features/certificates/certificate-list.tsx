import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { JudgedCertificate } from '../../../shared/domain/certificates.ts'
import { Section } from '../../components/page.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { useNow } from '../../lib/use-now.ts'
import { datesText, keyText, purposeText, usabilityLevels } from './certificate-view.ts'

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    '& > li + li': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) max-content',
    gap: '2px 16px',
    width: '100%',
    boxSizing: 'border-box',
    padding: '8px 12px',
    fontVariantNumeric: 'tabular-nums',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  on: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  end: { textAlign: 'right', color: tokens.colorNeutralForeground2 },
  quiet: {
    gridColumn: '1 / -1',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})

interface Props {
  readonly certificates: readonly JudgedCertificate[]
  readonly chosen: JudgedCertificate
  readonly onChoose: (sha256: string) => void
}

const Row = ({
  certificate,
  chosen,
  onChoose,
}: Omit<Props, 'certificates'> & { readonly certificate: JudgedCertificate }) => {
  const s = useStyles()
  const { certificates: text, certificateReasons } = useText()
  const format = useFormat()
  const now = useNow()
  const on = certificate.sha256 === chosen.sha256
  return (
    <button
      type="button"
      aria-pressed={on}
      className={mergeClasses('bare', s.row, on && s.on)}
      onClick={() => onChoose(certificate.sha256)}
    >
      <span>{purposeText(certificate, text)}</span>
      <span className={s.end}>{datesText(certificate, text, format, now)}</span>
      <Status level={usabilityLevels[certificate.use]} wrap>
        {text.list.uses[certificate.use]}
      </Status>
      <span className={s.end}>{keyText(certificate)}</span>
      <span className={s.quiet}>
        {certificate.name}, {certificateReasons.sources[certificate.source]}
      </span>
    </button>
  )
}

/** What was found, best first; the one that is pressed is the one that checks, chain and details are of. */
export const CertificateList = ({ certificates, ...choice }: Props) => {
  const s = useStyles()
  const { list: text } = useText().certificates
  const { number } = useFormat()
  const count = certificates.length
  return (
    <Section title={text.title} note={text.found({ count, text: number(count) })}>
      <ul className={s.list}>
        {certificates.map((certificate) => (
          <li key={certificate.sha256}>
            <Row certificate={certificate} {...choice} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
