import { makeStyles } from '@fluentui/react-components'
import { type ReactNode, useEffect, useState } from 'react'
import type { JudgedCertificate } from '../../../shared/domain/certificates.ts'
import { CertificateDetails, compareId } from './certificate-details.tsx'
import { CertificateList } from './certificate-list.tsx'
import { ChainPicture } from './chain-picture.tsx'
import { CheckTable } from './check-table.tsx'
import { CompareTable } from './compare-table.tsx'

const useStyles = makeStyles({
  split: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 7fr) minmax(0, 5fr)',
    columnGap: '32px',
    marginTop: '20px',
    '@media (max-width: 960px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '20px' },
  },
  side: { minWidth: 0, '& > section:first-child': { marginTop: 0 } },
})

/** The chosen one as long as it is there, else the best. */
const useChosen = (certificates: readonly JudgedCertificate[]) => {
  const [sha256, choose] = useState<string>()
  const [other, compare] = useState<string>()
  const chosen = certificates.find((one) => one.sha256 === sha256) ?? certificates[0]
  const second = certificates.find((one) => one.sha256 === other && one.sha256 !== chosen?.sha256)
  return { chosen, second, choose, compare }
}

/** Certificates as they were judged: checks at the left under what the page says first, list, chain and details at the right. */
export const JudgedCertificates = (props: {
  readonly certificates: readonly JudgedCertificate[]
  /** Above the checks. */
  readonly children: ReactNode
}) => {
  const { certificates, children } = props
  const s = useStyles()
  const { chosen, second, choose, compare } = useChosen(certificates)
  const [ended, setEnded] = useState(0)
  useEffect(() => {
    if (ended > 0) document.getElementById(compareId)?.focus()
  }, [ended])
  const end = () => {
    compare(undefined)
    setEnded(ended + 1)
  }
  if (chosen === undefined) {
    return (
      <div className={s.split}>
        <div className={s.side}>{children}</div>
      </div>
    )
  }
  // The place of everything else: two columns of their own need the width.
  if (second) return <CompareTable first={chosen} second={second} onClose={end} />
  return (
    <div className={s.split}>
      <div className={s.side}>
        {children}
        <CheckTable certificate={chosen} />
      </div>
      <div className={s.side}>
        <CertificateList certificates={certificates} chosen={chosen} onChoose={choose} />
        <ChainPicture chain={chosen.chain} />
        <CertificateDetails
          key={chosen.sha256}
          certificate={chosen}
          others={certificates.filter((one) => one !== chosen)}
          onCompare={compare}
        />
      </div>
    </div>
  )
}
