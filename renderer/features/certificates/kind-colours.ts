import { tokens } from '@fluentui/react-components'
import type { HealthKind } from '../../../shared/domain/certificates.ts'
import { series } from '../../components/charts.tsx'

/** Of a verdict in a picture, beside which its name and number always stand; the two greys differ in lightness. */
export const kindColours: Readonly<Record<HealthKind, string>> = {
  usable: tokens.colorStatusSuccessBackground3,
  expiring: tokens.colorStatusWarningBackground3,
  unusable: tokens.colorStatusDangerBackground3,
  none: series.none,
  unknown: series.third,
}
