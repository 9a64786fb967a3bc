import { makeStyles, tokens } from '@fluentui/react-components'
import type { MemberRow } from '../../../shared/ipc/directory.ts'
import type { GroupsText } from '../../../shared/text/en/groups.ts'
import type { Column } from '../../components/data-table-types.ts'

const useStyles = makeStyles({
  member: { display: 'grid', lineHeight: tokens.lineHeightBase200, padding: '2px 4px' },
  line: { display: 'flex', justifyContent: 'space-between', gap: '12px', minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLinkHover },
  },
  quiet: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  under: {
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase200,
  },
})

/** Where a member has a page of its own; a user outside the snapshot, a device or a contact has none. */
export const hrefOfMember = ({ id, type, synchronised }: MemberRow): string | undefined => {
  if (!synchronised) return undefined
  if (type === 'user') return `#/users?open=${encodeURIComponent(id)}`
  return type === 'group' ? `#/groups?open=${encodeURIComponent(id)}` : undefined
}

const throughText = ({ path }: MemberRow, text: GroupsText): string =>
  path.length === 0
    ? ''
    : text.members.through({ path: path.map(({ displayName }) => displayName ?? text.details.unnamed).join(' › ') })

/** The second line: where the member comes from and its address, or why no more is known. */
const underText = (row: MemberRow, { members }: GroupsText, through: string): string => {
  if (row.displayName === null) return members.unnamedWhy
  if (!row.synchronised) return row.type === 'user' ? members.userOutside : members.otherOutside
  return [through, row.mail ?? ''].filter((part) => part !== '').join(', ')
}

const Member = ({ row, text }: { readonly row: MemberRow; readonly text: GroupsText }) => {
  const s = useStyles()
  const href = hrefOfMember(row)
  const name = row.displayName ?? text.members.unnamed
  const type = text.members.types[row.type]
  const under = underText(row, text, throughText(row, text))
  return (
    <span className={s.member}>
      <span className={s.line}>
        <span className={s.name}>
          {href === undefined ? (
            name
          ) : (
            // The row takes the focus, and Enter on it follows the link.
            <a className={s.link} href={href} tabIndex={-1}>
              {name}
            </a>
          )}
        </span>
        <span className={s.quiet}>{row.synchronised ? type : `${type}, ${text.members.notSynchronised}`}</span>
      </span>
      <span className={s.under} title={under}>
        {under}
      </span>
    </span>
  )
}

/** One column of two lines: the panel is narrow. */
export const memberColumnsOf = (text: GroupsText): readonly Column<MemberRow, 'member'>[] => [
  {
    id: 'member',
    header: text.details.tabs.members,
    width: 200,
    text: ({ displayName }) => displayName ?? '',
    copy: (row) => [row.displayName ?? '', text.members.types[row.type], row.mail ?? '', throughText(row, text)],
    cell: (row) => <Member row={row} text={text} />,
  },
]
