import { makeStyles, tokens } from '@fluentui/react-components'

/** Below this width the navigation shows icons alone and details lie over the list. */
export const narrow = '@media (max-width: 1020px)'

/** For words that stay in the accessible name while there is no room to show them. */
export const hiddenWords = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const

export const useFrameStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateRows: '44px minmax(0, 1fr) 24px',
    gridTemplateColumns: '200px minmax(0, 1fr)',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground1,
    [narrow]: { gridTemplateColumns: '48px minmax(0, 1fr)' },
  },
  skip: {
    position: 'absolute',
    left: '-9999px',
    zIndex: 10,
    padding: '4px 8px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { left: '8px', top: '8px' },
  },
  main: {
    minWidth: 0,
    minHeight: 0,
    overflow: 'hidden',
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
  },
  notice: { padding: '12px 20px 0', flexShrink: 0 },
  outlet: { flexGrow: 1, minHeight: 0, minWidth: 0 },
})
