import type { appCalls, LinkId, Preferences } from '../../../shared/ipc/app.ts'
import type { Handlers, Output } from '../../../shared/ipc/contract.ts'

export interface AppHandlerOptions {
  readonly info: () => Output<'app.info'>
  readonly setPreferences: (change: Partial<Preferences>) => Promise<Preferences>
  readonly openLink: (link: LinkId, connectionId: string | undefined) => Promise<void>
  readonly copyText: (text: string) => void
}

export const appHandlers = ({
  info,
  setPreferences,
  openLink,
  copyText,
}: AppHandlerOptions): Handlers<typeof appCalls> => ({
  'app.info': () => info(),
  'app.setPreferences': ({ language, theme, whenClosed }) =>
    setPreferences({
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
      ...(whenClosed === undefined ? {} : { whenClosed }),
    }),
  'app.openLink': async ({ link, connectionId }) => {
    await openLink(link, connectionId)
    return {}
  },
  'app.copyText': ({ text }) => {
    copyText(text)
    return {}
  },
})
