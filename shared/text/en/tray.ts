import type { SyncOutcome } from '../../domain/sync.ts'

const last: Readonly<Record<SyncOutcome, string>> = {
  running: 'Tenantry: reading the tenant',
  published: 'Tenantry: synchronised',
  partial: 'Tenantry: the last sync was incomplete',
  failed: 'Tenantry: the last sync failed',
  cancelled: 'Tenantry: the last sync was cancelled',
  interrupted: 'Tenantry: the last sync was interrupted',
  rehearsed: 'Tenantry: the last sync was a rehearsal',
  held: 'Tenantry: a sync waits for you, it would remove much',
  kept: 'Tenantry: the last sync was held and not applied',
}

export const tray = {
  open: 'Open Tenantry',
  syncNow: 'Sync now',
  quit: 'Quit Tenantry',
  idle: 'Tenantry',
  running: ({ done, total }: { readonly done: number; readonly total: number | null }) =>
    total === null ? `Tenantry: ${done} users read` : `Tenantry: ${done} of ${total} users read`,
  last,
  stays: 'Tenantry keeps synchronising',
  staysWhy: 'It is beside the clock. Settings, General says what closing the window does.',
  held: 'A sync waits for your answer',
  heldWhy: 'It would remove much, so nothing was published. No sync follows by itself until you answer in Tenantry.',
}

export type TrayText = typeof tray
