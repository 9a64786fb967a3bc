import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons'
import type { ChainLink } from '../../../shared/domain/certificates.ts'
import { Quiet, Section } from '../../components/page.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  chain: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'stretch',
    rowGap: '8px',
    listStyleType: 'none',
    margin: '4px 0 0',
    padding: 0,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    flexGrow: 1,
    flexBasis: '124px',
    minWidth: '124px',
    maxWidth: '240px',
  },
  arrow: { color: tokens.colorNeutralForeground3, flexShrink: 0, padding: '0 4px', lineHeight: 0 },
  box: {
    boxSizing: 'border-box',
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    display: 'grid',
    // What is wrong, or that nothing is, stands at the foot of every box.
    gridTemplateRows: 'auto 1fr auto',
    gap: '2px',
    padding: '6px 8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  holder: { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
  broken: { border: `1px dashed ${tokens.colorStatusDangerForeground1}` },
  name: { overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

const Link = ({ link: { name, role, notAfter, trustedBy, problem } }: { readonly link: ChainLink }) => {
  const s = useStyles()
  const { certificates, certificateReasons } = useText()
  const text = certificates.chain
  const { date } = useFormat()
  const note = [
    ...(role === 'holder' ? [] : [text.roles[role]]),
    trustedBy === null ? text.until({ date: date(notAfter) }) : text.trusted[trustedBy],
  ].join(', ')
  return (
    <div className={mergeClasses(s.box, role === 'holder' && s.holder, problem !== null && s.broken)}>
      <span className={s.name}>{name}</span>
      <span className={s.quiet}>{note}</span>
      <Status level={problem === null ? 'ok' : 'error'} wrap>
        {problem === null ? <span className="sr">{text.fine}</span> : certificateReasons.words[problem]}
      </Status>
    </div>
  )
}

/** From the certificate to its root, as far as it goes: boxes that are read as a list. */
export const ChainPicture = ({ chain }: { readonly chain: readonly ChainLink[] }) => {
  const s = useStyles()
  const { chain: text } = useText().certificates
  const isOpen = chain.at(-1)?.role !== 'root'
  return (
    <Section title={text.title}>
      <ol className={s.chain} aria-label={text.title}>
        {chain.map((link, index) => (
          <li key={link.sha256} className={s.link}>
            {index > 0 && (
              <span className={s.arrow}>
                <span className="sr">{text.signedBy}</span>
                <ArrowRightRegular fontSize={16} aria-hidden="true" />
              </span>
            )}
            <Link link={link} />
          </li>
        ))}
      </ol>
      {isOpen && <Quiet>{text.alone}</Quiet>}
    </Section>
  )
}
