import { makeStyles, tokens } from '@fluentui/react-components'
import type { HealthBoard } from '../../../shared/domain/certificates.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { arcsOf, usablePart } from './health-view.ts'
import { kindColours } from './kind-colours.ts'

const useStyles = makeStyles({
  ring: { display: 'block', width: '168px', height: '168px', margin: '4px auto 8px', forcedColorAdjust: 'none' },
  track: { stroke: tokens.colorNeutralStroke2 },
  figure: { fill: tokens.colorNeutralForeground1, fontSize: '20px' },
  words: { fill: tokens.colorNeutralForeground3, fontSize: '12px' },
})

const radius = 70
const around = 2 * Math.PI * radius
/** Between two arcs, in the units of the picture. */
const gap = 2

/** The parts of the whole as a picture; the table below it says the same in numbers. */
export const HealthRing = ({ counts }: Pick<HealthBoard, 'counts'>) => {
  const s = useStyles()
  const { health: text } = useText().certificates
  const { percent } = useFormat()
  const part = usablePart(counts)
  const arcs = arcsOf(counts)
  return (
    <svg className={s.ring} viewBox="0 0 168 168" aria-hidden="true">
      <circle cx="84" cy="84" r={radius} fill="none" strokeWidth="10" className={s.track} />
      {arcs.map(({ kind, start, part: length }) => (
        <circle
          key={kind}
          cx="84"
          cy="84"
          r={radius}
          fill="none"
          strokeWidth="10"
          stroke={kindColours[kind]}
          strokeDasharray={`${Math.max(1, length * around - (arcs.length > 1 ? gap : 0))} ${around}`}
          transform={`rotate(${start * 360 - 90} 84 84)`}
        />
      ))}
      {part !== null && (
        <text x="84" y="91" textAnchor="middle" className={s.figure}>
          {percent(part)}
        </text>
      )}
      <title>{text.usablePart}</title>
    </svg>
  )
}
