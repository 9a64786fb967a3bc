export const cloudIds = ['global', 'usGovL4', 'usGovL5', 'china'] as const
export type CloudId = (typeof cloudIds)[number]

/** Where a cloud is really found. Source: Microsoft Graph, "National cloud deployments"; login hosts as MSAL lists them. */
export interface CloudHosts {
  readonly login: string
  readonly graph: string
}

export const hostsOf: Readonly<Record<CloudId, CloudHosts>> = {
  global: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  usGovL4: { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
  usGovL5: { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
  china: { login: 'login.chinacloudapi.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
}

/** Every real name, for the certificate. */
export const realHosts: readonly string[] = [
  ...new Set(Object.values(hostsOf).flatMap(({ login, graph }) => [login, graph])),
]
