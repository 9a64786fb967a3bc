import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { Page, Scroll } from '../../components/page.tsx'
import { hrefOf, useRoute } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { AboutSection } from './about-section.tsx'
import { CertificatesSection } from './certificates-section.tsx'
import { EntraSection } from './entra-section.tsx'
import { GeneralSection } from './general-section.tsx'
import { parseSettingsAddress, type SettingsAddress, type SettingsSection } from './settings-address.ts'

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '184px minmax(0, 1fr)',
    flexGrow: 1,
    minHeight: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 900px)': { gridTemplateColumns: '144px minmax(0, 1fr)' },
  },
  menu: { padding: '8px 12px', borderRight: `1px solid ${tokens.colorNeutralStroke2}`, overflowY: 'auto' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  head: {
    padding: '8px 8px 4px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  item: {
    display: 'block',
    padding: '4px 8px',
    borderRadius: tokens.borderRadiusMedium,
    color: 'inherit',
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  on: {
    backgroundColor: tokens.colorBrandBackground2,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  content: { display: 'flex', minHeight: 0, minWidth: 0, paddingTop: '8px' },
})

const Entry = ({ section, shown }: { readonly section: SettingsSection; readonly shown: SettingsSection }) => {
  const s = useStyles()
  const { menu } = useText().settings
  const on = section === shown
  return (
    <li>
      <a
        className={mergeClasses(s.item, on && s.on)}
        href={hrefOf('settings', { section })}
        aria-current={on ? 'page' : undefined}
      >
        {menu[section]}
      </a>
    </li>
  )
}

const Menu = ({ shown }: { readonly shown: SettingsSection }) => {
  const s = useStyles()
  const { menu } = useText().settings
  return (
    <nav className={s.menu} aria-label={menu.label}>
      <ul className={s.list}>
        <Entry section="general" shown={shown} />
        <li>
          <div className={s.head} id="settings-integrations">
            {menu.integrations}
          </div>
          <ul className={s.list} aria-labelledby="settings-integrations">
            <Entry section="entra" shown={shown} />
            <Entry section="certificates" shown={shown} />
          </ul>
        </li>
        <li>
          <div className={s.head}>Tenantry</div>
          <ul className={s.list}>
            <Entry section="about" shown={shown} />
          </ul>
        </li>
      </ul>
    </nav>
  )
}

const Shown = ({ section, edit }: SettingsAddress) => {
  if (section === 'general') return <GeneralSection />
  if (section === 'certificates') return <CertificatesSection />
  return section === 'about' ? <AboutSection /> : <EntraSection edit={edit} />
}

const SettingsPage = () => {
  const s = useStyles()
  const text = useText().settings
  const { query } = useRoute()
  const address = useMemo(() => parseSettingsAddress(query), [query])
  return (
    <Page title={text.title} note={text.notes[address.section]}>
      <div className={s.frame}>
        <Menu shown={address.section} />
        <div className={s.content}>
          <Scroll label={text.menu[address.section]}>
            <Shown {...address} />
          </Scroll>
        </div>
      </div>
    </Page>
  )
}

export default SettingsPage
