import { Button } from '@fluentui/react-components'
import { PersonSearchRegular } from '@fluentui/react-icons'
import { Blank } from '../../components/notice.tsx'
import { useFormat, useText } from '../../lib/text.tsx'

interface Props {
  readonly search: string
  readonly filtered: boolean
  /** Users of the tenant that are not synchronised; undefined when they could not be counted. */
  readonly others: number | undefined
  readonly onClear: () => void
}

/** Nothing matches: what was searched, how to undo it, and where the missing may be. */
export const NothingFound = ({ search, filtered, others, onClear }: Props) => {
  const text = useText().users.nothing
  const format = useFormat()
  const title = search === '' ? text.filtered : filtered ? text.both({ search }) : text.searched({ search })
  return (
    <Blank
      icon={<PersonSearchRegular fontSize={32} />}
      title={title}
      actions={
        <Button size="small" onClick={onClear}>
          {text.clear}
        </Button>
      }
    >
      {text.why} {others !== undefined && others > 0 && text.others({ count: others, text: format.number(others) })}
    </Blank>
  )
}

/** The tenant was read, and nobody in it qualifies. */
export const NoUsers = () => {
  const text = useText().users.empty
  return <Blank title={text.noUsers}>{text.noUsersWhy}</Blank>
}
