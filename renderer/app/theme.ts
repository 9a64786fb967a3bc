import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from '@fluentui/react-components'

/** One accent: harbour blue. It marks the place, the primary button and links, never a status. */
const harbour: BrandVariants = {
  10: '#02171f',
  20: '#08252f',
  30: '#0a3443',
  40: '#0b4257',
  50: '#0b506b',
  60: '#0a5d7e',
  70: '#0a668b',
  80: '#0b6f97',
  90: '#2b83aa',
  100: '#4897bc',
  110: '#62abcd',
  120: '#7dbfdc',
  130: '#98d1ea',
  140: '#b3e2f3',
  150: '#cfeff9',
  160: '#ebf8fd',
}

/** The system's own font first; then fonts that cover CJK, so that a name never falls to a serif. */
const family =
  "'Segoe UI Variable Text', 'Segoe UI', -apple-system, BlinkMacSystemFont, 'SF Pro Text', Inter, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
const mono = "'Cascadia Mono', Consolas, 'SF Mono', Menlo, 'JetBrains Mono', 'Noto Sans Mono', monospace"

/** Fluent's 14/20 body is a web size; 13/20 is what desktop lists use. Everything from Fluent follows. */
const density: Partial<Theme> = {
  fontFamilyBase: family,
  fontFamilyMonospace: mono,
  fontSizeBase300: '13px',
  lineHeightBase300: '20px',
  fontSizeBase400: '15px',
  lineHeightBase400: '20px',
  fontSizeBase500: '18px',
  lineHeightBase500: '24px',
  borderRadiusMedium: '4px',
}

/** `Foreground3` and `4` are darker than Fluent's, for at least 4.5:1 on the grey frame. */
const light: Theme = {
  ...createLightTheme(harbour),
  ...density,
  colorNeutralBackground2: '#f8f9fa',
  colorNeutralBackground3: '#f1f3f5',
  colorNeutralForeground3: '#545b63',
  colorNeutralForeground4: '#5c636b',
  colorNeutralStroke2: '#dfe3e7',
  colorNeutralStroke3: '#e9ecef',
}

/** The frame is darker than the page, as in the light theme. */
const dark: Theme = {
  ...createDarkTheme(harbour),
  ...density,
  colorNeutralBackground1: '#1f2226',
  colorNeutralBackground1Hover: '#2a2e33',
  colorNeutralBackground1Pressed: '#191b1e',
  colorNeutralBackground2: '#191b1e',
  colorNeutralBackground3: '#141618',
  colorSubtleBackgroundHover: '#2a2e33',
  colorSubtleBackgroundSelected: '#2a2e33',
  colorNeutralStroke1: '#4a5058',
  colorNeutralStroke2: '#363b41',
  colorNeutralStroke3: '#2b2f34',
  colorNeutralForeground3: '#adb4bc',
  colorNeutralForeground4: '#9aa2ab',
  colorBrandForeground1: harbour[120],
  colorBrandForeground2: harbour[130],
  colorBrandForegroundLink: harbour[120],
  colorBrandForegroundLinkHover: harbour[130],
  colorCompoundBrandForeground1: harbour[120],
  colorCompoundBrandStroke: harbour[110],
  colorCompoundBrandStrokeHover: harbour[120],
  colorNeutralForeground2BrandHover: harbour[120],
  colorNeutralForeground2BrandSelected: harbour[120],
}

const contrast: Theme = {
  ...teamsHighContrastTheme,
  ...density,
  // Teams' theme gives every palette colour as white: series of a chart would be one colour.
  colorPaletteMarigoldBackground3: '#ffff00',
  colorStatusSuccessBackground3: '#3ff23f',
  colorStatusWarningBackground3: '#ffff00',
  colorStatusDangerBackground3: '#ff6b6b',
  colorNeutralStroke3: '#6b6b6b',
  // The chosen row must differ by more than its edge.
  colorBrandBackground2: '#0b3b40',
  colorBrandBackground2Hover: '#0f4f56',
  colorBrandForeground2: '#ffffff',
}

export const themes = { light, dark, contrast } as const
export type ThemeName = keyof typeof themes
