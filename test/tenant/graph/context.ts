import type { Applications } from '../applications/store.ts'
import type { Account } from '../entra/accounts.ts'
import type { Mailboxes } from '../mail/mailboxes.ts'
import type { Directory } from '../model/directory.ts'
import type { TenantState } from '../server/state.ts'
import type { OpaqueTokens } from './opaque.ts'

/** What every Graph endpoint works on. */
export interface GraphContext {
  readonly directory: Directory
  readonly mailboxes: Mailboxes
  readonly state: TenantState
  readonly tokens: OpaqueTokens
  readonly applications: Applications
  readonly accounts: readonly Account[]
  /** Such as `https://localhost:8443`, without a slash at the end. */
  readonly origin: string
}
