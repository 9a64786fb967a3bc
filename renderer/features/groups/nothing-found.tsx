import { Button } from '@fluentui/react-components'
import { PeopleSearchRegular } from '@fluentui/react-icons'
import { Blank } from '../../components/notice.tsx'
import { useText } from '../../lib/text.tsx'

interface Props {
  readonly search: string
  readonly filtered: boolean
  readonly onClear: () => void
}

/** Nothing matches: what was searched, how to undo it, and what is never in this list. */
export const NothingFound = ({ search, filtered, onClear }: Props) => {
  const text = useText().groups.nothing
  const title = search === '' ? text.filtered : filtered ? text.both({ search }) : text.searched({ search })
  return (
    <Blank
      icon={<PeopleSearchRegular fontSize={32} />}
      title={title}
      actions={
        <Button size="small" onClick={onClear}>
          {text.clear}
        </Button>
      }
    >
      {text.why}
    </Blank>
  )
}

/** The tenant was read and has none. */
export const NoGroups = () => {
  const text = useText().groups.empty
  return <Blank title={text.noGroups}>{text.noGroupsWhy}</Blank>
}
