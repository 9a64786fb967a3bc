import { SidePanel } from '../../components/side-panel.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { useText } from '../../lib/text.tsx'
import { AllAttributes } from './change-details.tsx'

interface Props {
  readonly runId: string
  readonly id: string
  readonly onClose: () => void
}

const Details = ({
  of,
  onClose,
}: {
  readonly of: Parameters<typeof AllAttributes>[0]['of']
  readonly onClose: () => void
}) => {
  const { asOf: text, unnamed } = useText().changes
  const name = of.displayName ?? unnamed
  return (
    <SidePanel label={text.details({ name })} title={name} onClose={onClose}>
      <AllAttributes of={of} />
    </SidePanel>
  )
}

export const PastUser = ({ runId, id, onClose }: Props) => {
  const { data } = useQuery('directory.userAsOf', { runId, id })
  return data === undefined ? null : <Details of={data} onClose={onClose} />
}

export const PastGroup = ({ runId, id, onClose }: Props) => {
  const { data } = useQuery('directory.groupAsOf', { runId, id })
  return data === undefined ? null : <Details of={data} onClose={onClose} />
}
