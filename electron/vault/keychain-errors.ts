import { AppError, type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'

/**
 * What the keychains of the three systems say, first match wins. libsecret and GLib speak in English sentences and
 * D-Bus error names, macOS in the texts of its OSStatus codes, Windows in those of GetLastError, keytar's loader in Node's codes.
 */
const table: readonly (readonly [RegExp, ErrorCode])[] = [
  [/locked collection|collection is locked|keychain is locked|item is locked/i, 'keychain_locked'],
  [/prompt(ing)? was dismissed|prompt dismissed|org\.freedesktop\.Secret\.Error\.IsLocked/i, 'keychain_locked'],
  [/user interaction is not allowed|user cancel+ed|authorization was (denied|cancel+ed)/i, 'keychain_locked'],
  [/user ?name or passphrase you entered is not correct|unable to obtain authorization/i, 'keychain_locked'],
  [
    /autolaunch D-Bus|was not provided by any \.service|could not connect|connection is closed/i,
    'keychain_unavailable',
  ],
  [/org\.freedesktop\.DBus\.Error\.(ServiceUnknown|NoServer|NoReply|Disconnected|Spawn)/i, 'keychain_unavailable'],
  // gnome-keyring without a keyring of its own and without a screen to ask for its first password
  [/object does not exist at path|no such secret collection/i, 'keychain_unavailable'],
  [/no keychain is available|keychain could not be found|default keychain/i, 'keychain_unavailable'],
  // Windows without a logon session, for instance in a service
  [/logon session does not exist/i, 'keychain_unavailable'],
  [/libsecret|keytar\.node|ERR_DLOPEN_FAILED|MODULE_NOT_FOUND|cannot open shared object/i, 'keychain_unavailable'],
]

const textOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? String(cause.code) : ''
  return `${code} ${cause.message}`
}

/** Names a keychain's error: keychain_locked, keychain_unavailable or keychain_failed. The text itself stays in the cause. */
export const keychainError = (cause: unknown): AppError => {
  if (isAppError(cause)) return cause
  const text = textOf(cause)
  const code = table.find(([pattern]) => pattern.test(text))?.[1] ?? 'keychain_failed'
  return new AppError(code, {}, { cause })
}
