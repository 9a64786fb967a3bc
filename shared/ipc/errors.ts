/**
 * Every way in which Tenantry says no. The code is for programs, the sentence (shared/text/errors.*.ts) for people.
 * `params` fill the sentence and are shown under 'Copy details': identifiers, codes and dates, never a secret.
 */
export const errorCodes = [
  // the program itself
  'validation',
  'route_not_found',
  'forbidden_sender',
  'internal',
  'cancelled',
  'not_found',
  'not_connected',
  'connection_absent',
  'disconnected',
  'not_synchronised',
  // a credential that cannot be used, found before anything is sent
  'credential_unreadable',
  'credential_key_missing',
  'credential_certificate_missing',
  'credential_mismatch',
  'credential_passphrase_missing',
  'credential_passphrase_wrong',
  'credential_expired',
  'credential_not_yet_valid',
  'credential_key_unsupported',
  'file_unreadable',
  // the sign-in was answered with a refusal
  'tenant_not_found',
  'application_not_found',
  'application_disabled',
  'secret_wrong',
  'secret_expired',
  'certificate_refused',
  'clock_skew',
  'consent_missing',
  'conditional_access',
  'wrong_cloud',
  'sign_in_refused',
  'sign_in_unavailable',
  // the browser, and what the administrator did there
  'browser_unavailable',
  'loopback_unavailable',
  'browser_unanswered',
  'consent_declined',
  'consent_other_tenant',
  'wrong_account',
  'bootstrap_refused',
  'admin_signed_out',
  'admin_role_missing',
  // setting up a registration
  'setup_running',
  'setup_absent',
  'role_unknown',
  'replication_slow',
  // the credentials of a connection
  'credential_absent',
  'credential_in_use',
  'rotation_running',
  'rotation_absent',
  'rotation_needs_upload',
  'rotation_not_accepted',
  'rotation_removal_by_hand',
  // Graph answered with a refusal or not at all
  'permission_missing',
  'token_refused',
  'throttled',
  'graph_unavailable',
  'graph_refused',
  'answer_unreadable',
  'delta_expired',
  // the way there
  'host_not_found',
  'connection_refused',
  'connection_lost',
  'network_unavailable',
  'tls_untrusted',
  'proxy_sign_in',
  'timeout',
  // the machine
  'keychain_unavailable',
  'keychain_locked',
  'keychain_failed',
  'secret_damaged',
  'disk_full',
  'disk_failed',
  'directory_damaged',
  'directory_foreign',
  'directory_newer',
  // certificates of people
  'certificate_gone',
  'root_unfit',
  'ldap_refused',
  // an export
  'file_unwritable',
  'export_overtaken',
  'export_too_long',
  // the audit: what keeps it from being written, and what was found wrong with it
  'audit_unavailable',
  'audit_newer',
  'audit_unreadable',
  'audit_damaged',
  'audit_foreign',
  'audit_missing',
  'audit_truncated',
  'audit_unacknowledged',
  'audit_replaced',
  'audit_altered',
  'audit_head_missing',
  'record_not_found',
  // a command without a window
  'command_wrong',
  'command_running',
  'profile_in_use',
  // the sync
  'sync_running',
  'sync_held',
  'sync_unfinished',
  'sync_incomplete',
] as const

export type ErrorCode = (typeof errorCodes)[number]
export type ErrorParams = Readonly<Record<string, string>>

/** What of an error may be kept in the directory or settings: it can be explained again in any language. */
export interface StoredError {
  readonly code: ErrorCode
  readonly params: ErrorParams
}

/** The only error that crosses a module's border. `cause` stays in main and goes to the log alone. */
export class AppError extends Error implements StoredError {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { readonly cause?: unknown }) {
    super(code, options)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError

/** What the renderer gets instead of an exception: sentences in the administrator's language and a reference into the log. */
export interface ErrorEnvelope {
  readonly code: ErrorCode
  readonly message: string
  readonly remedy?: string
  readonly params: ErrorParams
  readonly reference: string
}

export type Result<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: ErrorEnvelope }
