import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons'
import { useText } from '../lib/text.tsx'
import { usePreferences } from './use-preferences.ts'

const themes = ['system', 'light', 'dark', 'contrast'] as const
const languages = ['system', 'en', 'de'] as const

const Choice = ({
  name,
  title,
  values,
}: {
  readonly name: string
  readonly title: string
  readonly values: readonly (readonly [string, string])[]
}) => (
  <MenuGroup>
    <MenuGroupHeader>{title}</MenuGroupHeader>
    {values.map(([value, words]) => (
      <MenuItemRadio key={value} name={name} value={value}>
        {words}
      </MenuItemRadio>
    ))}
  </MenuGroup>
)

/** How the window looks and speaks. */
export const MoreMenu = ({ onShortcuts }: { readonly onShortcuts: () => void }) => {
  const { app } = useText()
  const { preferences, change } = usePreferences()
  const onChange = (name: string, value: string | undefined) => {
    const theme = themes.find((known) => known === value)
    const language = languages.find((known) => known === value)
    if (name === 'theme' && theme) change({ theme })
    if (name === 'language' && language) change({ language })
  }
  return (
    <Menu
      checkedValues={{ theme: [preferences.theme], language: [preferences.language] }}
      onCheckedValueChange={(_, { name, checkedItems }) => onChange(name, checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" size="small" icon={<MoreHorizontalRegular />} aria-label={app.top.more} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <Choice
            name="theme"
            title={app.top.theme}
            values={themes.map((value) => [value, app.themes[value]] as const)}
          />
          <MenuDivider />
          <Choice
            name="language"
            title={app.top.language}
            values={languages.map((value) => [value, app.languages[value]] as const)}
          />
          <MenuDivider />
          <MenuItem secondaryContent="?" onClick={onShortcuts}>
            {app.shortcuts.title}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
