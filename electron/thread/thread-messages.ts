import type { ErrorCode, ErrorParams } from '../../shared/ipc/errors.ts'

/** What a thread is asked. `cancel` ends the call of that id. */
export type Request =
  | { readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly cancel: number }

/** What it answers. An error crosses as its code and params: no stack, and no text of SQLite's. */
export type Reply =
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly params: ErrorParams }

/** What a method of a thread gets beside its arguments. */
export interface Turn {
  readonly signal: AbortSignal
  readonly progress: (progress: unknown) => void
}
