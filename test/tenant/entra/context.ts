import type { Applications } from '../applications/store.ts'
import type { TenantState } from '../server/state.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Account } from './accounts.ts'
import type { Codes } from './codes.ts'
import type { Flows } from './flows.ts'

/** What every endpoint of Entra works on. */
export interface EntraContext {
  readonly state: TenantState
  readonly applications: Applications
  readonly tokens: AccessTokens
  readonly accounts: readonly Account[]
  readonly flows: Flows
  readonly codes: Codes
  /** Where people sign in, such as `https://localhost:8443`, without a slash at the end. */
  readonly origin: string
  /** What counts as this cloud's Graph: the address it has here, its public one, and its id. */
  readonly graphAudiences: readonly [string, string, string]
}
