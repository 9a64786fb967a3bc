import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { AppText } from '../../shared/text/en/app.ts'
import { useText } from '../lib/text.tsx'
import { useKeyNames } from './keys.ts'
import { shownPages } from './pages.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '760px', padding: '20px' },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  columns: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))', columnGap: '32px' },
  h3: {
    margin: '12px 0 4px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) fit-content(45%)', margin: 0 },
  row: { display: 'contents' },
  what: { padding: '4px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  keys: {
    margin: 0,
    padding: '4px 0 4px 16px',
    textAlign: 'right',
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
})

type Row = readonly [what: string, ...combinations: string[]]

const everywhere = ({ shortcuts: text, pages: names }: AppText): readonly Row[] => [
  [text.palette, 'mod+K'],
  ...shownPages
    .slice(0, 9)
    .map(
      ({ id }, index): Row => [
        text.page({ page: names[id] }),
        `mod+${index + 1}`,
        ...(id === 'settings' ? ['mod+,'] : []),
      ],
    ),
  [text.sync, 'mod+R'],
  [text.search, 'mod+F', '/'],
  [text.back, 'alt+left'],
  [text.forward, 'alt+right'],
  [text.regions, 'F6'],
  [text.help, '?'],
]

const inLists = ({ shortcuts: text }: AppText): readonly Row[] => [
  [text.tab, 'tab'],
  [text.move, 'up', 'down', 'pageUp', 'pageDown', 'home', 'end'],
  [text.head, 'left', 'right'],
  [text.width, 'shift+left', 'shift+right'],
  [text.type, 'letters'],
  [text.select, 'space'],
  [text.extend, 'shift+up', 'shift+down'],
  [text.all, 'mod+A'],
  [text.open, 'enter'],
  [text.closeDetails, 'escape'],
  [text.copy, 'mod+C'],
]

const Keys = ({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) => {
  const s = useStyles()
  const keyNames = useKeyNames()
  return (
    <section aria-label={title}>
      <h3 className={s.h3}>{title}</h3>
      <dl className={s.list}>
        {rows.map(([what, ...combinations]) => (
          <div key={combinations.join()} className={s.row}>
            <dt className={s.what}>{what}</dt>
            <dd className={s.keys}>{combinations.map(keyNames).join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** All that the keyboard does. */
export const Shortcuts = ({ onClose }: { readonly onClose: () => void }) => {
  const s = useStyles()
  const { app } = useText()
  const { title, close, everywhere: first, lists } = app.shortcuts
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={s.surface}>
        <DialogBody>
          <DialogTitle
            className={s.title}
            action={
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={close}
                title={close}
                onClick={onClose}
              />
            }
          >
            {title}
          </DialogTitle>
          <DialogContent tabIndex={0} role="group" aria-label={title}>
            <div className={s.columns}>
              <Keys title={first} rows={everywhere(app)} />
              <Keys title={lists} rows={inLists(app)} />
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
