import { z } from 'zod'
import { call } from './call.ts'
import { nothing, objectId } from './schemas.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export const preferences = z.strictObject({
  /** `system` follows the operating system. */
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** background: connected, the program keeps up by itself, beside the system's clock. */
  whenClosed: z.enum(['background', 'quit']),
})
export type Preferences = z.infer<typeof preferences>

/** The only places outside that Tenantry opens; main holds the address of each (electron/shell/links.ts). */
const linkIds = [
  'documentation',
  'entraPortal',
  'appRegistrations',
  'adminConsentHelp',
  'entraErrorLookup',
  'tenantOverview',
  'registrationOverview',
  'registrationCredentials',
  'registrationPermissions',
] as const
export type LinkId = (typeof linkIds)[number]

const menuCommands = ['syncNow', 'openSettings', 'openPalette', 'showShortcuts', 'goBack', 'goForward'] as const
export type MenuCommand = (typeof menuCommands)[number]

export const appCalls = {
  'app.info': call(
    nothing,
    z.object({
      version: z.string(),
      platform: z.enum(['win32', 'darwin', 'linux']),
      packaged: z.boolean(),
      /** Resolved from the preference and the operating system. */
      language: z.enum(languages),
      /** BCP 47 tag for numbers and dates. */
      locale: z.string(),
      preferences,
      /** Set when an unpackaged run talks to other addresses than Microsoft's. */
      cloudOverride: z.string().nullable(),
    }),
  ),
  'app.setPreferences': call(preferences.partial(), preferences),
  /** With a connection it leads to that one's cloud and registration, as main has stored them. */
  'app.openLink': call(z.strictObject({ link: z.enum(linkIds), connectionId: objectId.optional() }), nothing),
  'app.copyText': call(z.strictObject({ text: z.string().max(1_000_000) }), nothing),
}

export type AppEvents = {
  'app.preferencesChanged': { readonly preferences: Preferences; readonly language: Language; readonly locale: string }
  'app.menuCommand': { readonly command: MenuCommand }
}
