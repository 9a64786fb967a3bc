import { shell } from 'electron'
import type { LinkId } from '../../shared/ipc/app.ts'

/** The only addresses that ever reach the system's browser. Fixed, https, none from data. */
const links: Readonly<Record<LinkId, string>> = {
  documentation: 'https://learn.microsoft.com/en-us/graph/auth-v2-service',
  entraPortal: 'https://entra.microsoft.com/',
  appRegistrations: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
  adminConsentHelp: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/grant-admin-consent',
  entraErrorLookup: 'https://login.microsoftonline.com/error',
}

export const openLink = (link: LinkId): Promise<void> => shell.openExternal(links[link])
