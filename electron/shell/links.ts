import { shell } from 'electron'
import type { LinkId } from '../../shared/ipc/app.ts'

/** The addresses that a page can have opened in the system's browser. Fixed, https, none from data. */
const links: Readonly<Record<LinkId, string>> = {
  documentation: 'https://learn.microsoft.com/en-us/graph/auth-v2-service',
  entraPortal: 'https://entra.microsoft.com/',
  appRegistrations: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
  adminConsentHelp: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/grant-admin-consent',
  entraErrorLookup: 'https://login.microsoftonline.com/error',
}

/** The addresses of sign-in pages hold parameters, so they come from main's own code, which looks at their host first. */
export const openExternal = (url: string): Promise<void> => shell.openExternal(url)

export const openLink = (link: LinkId): Promise<void> => shell.openExternal(links[link])
