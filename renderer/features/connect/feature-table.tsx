import { Checkbox } from '@fluentui/react-components'
import { alwaysOn, type Feature, featureRoles, features } from '../../../shared/domain/features.ts'
import { Mono, Quiet } from '../../components/page.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useText } from '../../lib/text.tsx'
import { toggled } from './setup-view.ts'

interface Props {
  readonly chosen: readonly Feature[]
  readonly onChosen: (chosen: readonly Feature[]) => void
}

const Choice = ({ feature, chosen, onChosen }: Props & { readonly feature: Feature }) => {
  const { name } = useText().connect.features[feature]
  if (feature === alwaysOn) {
    return (
      <Status level="ok" wrap>
        {name}
      </Status>
    )
  }
  return (
    <Checkbox
      label={name}
      checked={chosen.includes(feature)}
      onChange={(_, { checked }) => onChosen(toggled(chosen, feature, checked === true))}
    />
  )
}

/** What Tenantry may read: each permission in plain words, and what stops without it. */
export const FeatureTable = (props: Props) => {
  const text = useText().connect
  const { columns } = text
  return (
    <SimpleTable
      label={text.permissions}
      middle
      columns={[
        { header: columns.feature, width: '25%' },
        { header: columns.permission, width: '24%' },
        { header: columns.allows, width: '28%' },
        { header: columns.without },
      ]}
      rows={features.map((feature) => [
        <Choice key="choice" feature={feature} {...props} />,
        <span key="roles">
          {featureRoles[feature].map((role) => (
            <div key={role}>
              <Mono>{role}</Mono>
            </div>
          ))}
        </span>,
        text.features[feature].allows,
        <Quiet key="without">{text.features[feature].without}</Quiet>,
      ])}
    />
  )
}
