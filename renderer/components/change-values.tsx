import { makeStyles, tokens } from '@fluentui/react-components'
import type { Change } from '../../shared/domain/change.ts'
import { useText } from '../lib/text.tsx'
import { changeValueText } from './change-text.ts'
import { Quiet } from './page.tsx'

const useStyles = makeStyles({
  values: { display: 'grid' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis' },
  whole: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
  former: { color: tokens.colorNeutralForeground3, textDecorationLine: 'line-through' },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
})

/** Before, struck through, above after. Nothing where no attribute changed. */
export const ChangeValues = ({ change, whole = false }: { readonly change: Change; readonly whole?: boolean }) => {
  const s = useStyles()
  const text = useText()
  const { attribute, before, after } = change
  if (attribute === null) return null
  const { blank, was, is } = text.changes
  const [former, now] = [before, after].map((value) => changeValueText(attribute, value, text))
  const line = whole ? s.whole : s.line
  return (
    <span className={s.values}>
      <span className={line}>
        <span className={s.hidden}>{`${was}: `}</span>
        {former ? <del className={s.former}>{former}</del> : <Quiet>{blank}</Quiet>}
      </span>
      <span className={line}>
        <span className={s.hidden}>{`${is}: `}</span>
        {now ? now : <Quiet>{blank}</Quiet>}
      </span>
    </span>
  )
}
