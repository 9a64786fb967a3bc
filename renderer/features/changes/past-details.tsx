import type { ReactNode } from 'react'
import { Section } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { AllAttributes } from './change-details.tsx'
import { PastMembers } from './past-members.tsx'

interface Props {
  readonly runId: string
  readonly id: string
  readonly onClose: () => void
}

const Details = ({
  of,
  onClose,
  children,
}: {
  readonly of: Parameters<typeof AllAttributes>[0]['of']
  readonly onClose: () => void
  readonly children?: ReactNode
}) => {
  const { asOf: text, unnamed } = useText().changes
  const name = of.displayName ?? unnamed
  return (
    <SidePanel label={text.details({ name })} title={name} onClose={onClose}>
      <AllAttributes of={of} />
      {children}
    </SidePanel>
  )
}

export const PastUser = ({ runId, id, onClose }: Props) => {
  const { data } = useQuery('directory.userAsOf', { runId, id })
  return data === undefined ? null : <Details of={data} onClose={onClose} />
}

export const PastGroup = ({ runId, id, onClose }: Props) => {
  const { direct } = useText().changes.asOf
  const { number } = useFormat()
  const { data } = useQuery('directory.groupAsOf', { runId, id })
  if (data === undefined) return null
  return (
    <Details of={data} onClose={onClose}>
      <Section title={direct} note={number(data.direct)}>
        <PastMembers runId={runId} id={id} />
      </Section>
    </Details>
  )
}
