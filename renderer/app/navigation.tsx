import { makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components'
import { hrefOf } from '../lib/navigation.ts'
import { useText } from '../lib/text.tsx'
import { useMedia } from '../lib/use-media.ts'
import { hiddenWords, narrow } from './frame-styles.ts'
import { type PageEntry, shownPages } from './pages.ts'

const useStyles = makeStyles({
  nav: {
    display: 'flex',
    flexDirection: 'column',
    padding: '8px',
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    [narrow]: { padding: '8px 6px' },
  },
  label: {
    padding: '12px 8px 4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    [narrow]: {
      padding: 0,
      height: '1px',
      margin: '7px 4px',
      overflow: 'hidden',
      backgroundColor: tokens.colorNeutralStroke2,
      color: 'transparent',
    },
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
  last: { marginTop: 'auto', paddingTop: '8px' },
  link: {
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    height: '28px',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    position: 'relative',
    cursor: 'default',
    textDecorationLine: 'none',
    outlineStyle: 'none',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    // Thicker than the outline of the chosen entry, from which forced colours would not tell it apart.
    ':focus-visible': { outline: `3px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-3px' },
    [narrow]: { justifyContent: 'center', padding: 0, height: '32px' },
  },
  on: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '6px',
      bottom: '6px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  icon: { fontSize: '18px', lineHeight: 0, flexShrink: 0 },
  words: { flexGrow: 1, [narrow]: hiddenWords },
})

const Entry = ({ page: { id, icon: Icon }, on }: { readonly page: PageEntry; readonly on: boolean }) => {
  const s = useStyles()
  const name = useText().app.pages[id]
  // Folded, the tooltip shows the name that stands invisibly in the link.
  const isFolded = useMedia(narrow.replace('@media ', ''))
  const link = (
    <a href={hrefOf(id)} className={mergeClasses(s.link, on && s.on)} aria-current={on ? 'page' : undefined}>
      <span className={s.icon} aria-hidden="true">
        <Icon />
      </span>
      <span className={s.words}>{name}</span>
    </a>
  )
  return (
    <li>
      {isFolded ? (
        <Tooltip content={name} relationship="inaccessible" positioning="after" showDelay={400}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  )
}

const Entries = ({ place, current }: { readonly place: PageEntry['place']; readonly current: PageEntry }) => {
  const s = useStyles()
  return (
    <ul className={mergeClasses(s.list, place === 'last' && s.last)}>
      {shownPages
        .filter((page) => page.place === place)
        .map((page) => (
          <Entry key={page.id} page={page} on={page.id === current.id} />
        ))}
    </ul>
  )
}

/** The pages, grouped by the question they answer. Settings stand alone at the bottom. */
export const Navigation = ({ current }: { readonly current: PageEntry }) => {
  const s = useStyles()
  const { label, groups } = useText().app.nav
  return (
    <nav className={s.nav} aria-label={label} data-region="nav">
      <Entries place="first" current={current} />
      <div className={s.label}>{groups.directory}</div>
      <Entries place="directory" current={current} />
      <div className={s.label}>{groups.watch}</div>
      <Entries place="watch" current={current} />
      <Entries place="last" current={current} />
    </nav>
  )
}
