import { type CloudId, graphOrigins } from '../../shared/domain/connection.ts'

/** One Microsoft cloud; registration, consent and token never cross to another. The three addresses are origins. */
export interface Cloud {
  readonly id: CloudId
  /** Where tokens come from. */
  readonly authority: string
  /** Where the directory is read. */
  readonly graph: string
  /** Where an administrator looks after the registration. */
  readonly portal: string
}

/** Login hosts as MSAL lists them. */
export const clouds: Readonly<Record<CloudId, Cloud>> = {
  global: {
    id: 'global',
    authority: 'https://login.microsoftonline.com',
    graph: graphOrigins.global,
    portal: 'https://entra.microsoft.com',
  },
  usGovL4: {
    id: 'usGovL4',
    authority: 'https://login.microsoftonline.us',
    graph: graphOrigins.usGovL4,
    portal: 'https://portal.azure.us',
  },
  usGovL5: {
    id: 'usGovL5',
    authority: 'https://login.microsoftonline.us',
    graph: graphOrigins.usGovL5,
    portal: 'https://portal.azure.us',
  },
  china: {
    id: 'china',
    authority: 'https://login.chinacloudapi.cn',
    graph: graphOrigins.china,
    portal: 'https://portal.azure.cn',
  },
}

/** Everything that was granted for Graph; the only form that client credentials may ask for. */
export const scopeOf = (cloud: Cloud): string => `${cloud.graph}/.default`

/** The only addresses that a sign-in opens in the browser: pages of the clouds' own login hosts. */
export const isSignInAddress = (url: string, reachable: Readonly<Record<CloudId, Cloud>>): boolean => {
  if (!URL.canParse(url)) return false
  const { protocol, origin, username, password } = new URL(url)
  if (protocol !== 'https:' || username !== '' || password !== '') return false
  return Object.values(reachable).some(({ authority }) => authority === origin)
}

/** Hosts whose tokens MSAL trusts by itself; any other has to be named to it. */
export const isMicrosoftAuthority = (authority: string): boolean =>
  Object.values(clouds).some((cloud) => cloud.authority === authority)
