import { type AppEvents, appCalls } from './app.ts'
import { type AuditEvents, auditCalls } from './audit.ts'
import type { InputOf, OutputOf } from './call.ts'
import { type CertificateEvents, certificateCalls } from './certificates.ts'
import { changeCalls } from './changes.ts'
import { type ConnectionEvents, connectionCalls } from './connection.ts'
import { type CredentialEvents, credentialCalls } from './credentials.ts'
import { type DirectoryEvents, directoryCalls } from './directory.ts'
import type { Result } from './errors.ts'
import { type ExportEvents, exportCalls } from './export.ts'
import { type SetupEvents, setupCalls } from './setup.ts'
import { type SyncEvents, syncCalls } from './sync.ts'

/** All calls of the renderer to main. A new domain is merged here and nowhere else. */
export const contract = {
  ...appCalls,
  ...connectionCalls,
  ...setupCalls,
  ...credentialCalls,
  ...syncCalls,
  ...directoryCalls,
  ...exportCalls,
  ...changeCalls,
  ...auditCalls,
  ...certificateCalls,
}

type Contract = typeof contract
export type Route = keyof Contract
export type Input<R extends Route> = InputOf<Contract[R]>
export type Output<R extends Route> = OutputOf<Contract[R]>

/** What main tells the renderer. Built by the trusted side, hence typed and not parsed. */
export type Events = AppEvents &
  ConnectionEvents &
  SetupEvents &
  CredentialEvents &
  SyncEvents &
  DirectoryEvents &
  ExportEvents &
  AuditEvents &
  CertificateEvents
export type EventName = keyof Events

/** A missing or a surplus handler does not compile. */
export type Handlers<Domain extends Partial<Contract> = Contract> = {
  readonly [R in keyof Domain & Route]: (input: Input<R>) => Promise<Output<R>> | Output<R>
}

/** `window.tenantry`: all that the preload exposes. */
export interface Bridge {
  request<R extends Route>(route: R, input: Input<R>): Promise<Result<Output<R>>>
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
}

export const requestChannel = 'tenantry:request'
export const eventChannel = 'tenantry:event'
