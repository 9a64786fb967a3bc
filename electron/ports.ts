import type { AuditEntry } from '../shared/domain/audit.ts'

/**
 * What the program needs from the machine. shell/ implements these with Electron, test/fakes with memory;
 * everything else takes them by constructor and so runs under plain Node.
 */

/** As the web's fetch, for https addresses only. Rejects with an error whose text may hold Chromium's `net::ERR_…` name. */
export type Fetch = (url: string, init: RequestInit & { readonly signal: AbortSignal }) => Promise<Response>

export interface Clock {
  now(): Date
  /** Resolves after so many milliseconds; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Fields hold identifiers, counts and codes. Secrets, tokens and people's data are never logged. */
export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

/** The operating system's keychain for one service. Errors are the implementation's; the vault names them. */
export interface Keychain {
  get(account: string): Promise<string | null>
  set(account: string, value: string): Promise<void>
  delete(account: string): Promise<boolean>
  /** Accounts of this service, values not read. */
  accounts(): Promise<readonly string[]>
}

/** JSON values on disk by section, written atomically. Nothing secret and nothing about people goes there. */
export interface SettingsFile {
  read(section: string): unknown
  write(section: string, value: unknown): void
}

/** Shows an https address of a sign-in host in the system's browser; any other host is refused. */
export type OpenExternal = (url: string) => Promise<void>

/** Whether the machine is awake and in reach of a network. */
export interface Presence {
  isOnline(): boolean
  /** Heard after sleep. Returns what ends it. */
  onWake(listener: () => void): () => void
}

/** Files that the administrator picked in the system's dialog; null when cancelled. Contents are bytes as read. */
export interface FilePicker {
  pick(options: {
    readonly title: string
  }): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[] | null>
}

/** Asks the administrator for the place of a file that is too large to be made beforehand; null when cancelled. */
export interface FileTarget {
  choose(options: {
    readonly title: string
    readonly name: string
    /** Without the dot. */
    readonly extension: string
  }): Promise<string | null>
}

/**
 * Where changes are written down (electron/audit). A change goes through `audited`, which records the attempt before it
 * and its outcome after; `record` alone is for what has happened already, as an answer that came or a refusal.
 */
export interface Audit {
  /** Resolved: kept for certain. Rejects with an AppError where it is not; that is never swallowed. */
  record(entry: AuditEntry): Promise<void>
}
