import { describe, expect, it } from 'vitest'
import { keychainError } from '../../../electron/vault/keychain-errors.ts'
import { AppError } from '../../../shared/ipc/errors.ts'

describe('keychainError', () => {
  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain_unavailable'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain_unavailable'],
    [
      'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name org.freedesktop.secrets was not …',
      'keychain_unavailable',
    ],
    ['Could not connect: No such file or directory', 'keychain_unavailable'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'keychain_unavailable'],
    ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'keychain_unavailable'],
    ['The specified keychain could not be found.', 'keychain_unavailable'],
    ['A specified logon session does not exist. It may already have been terminated.', 'keychain_unavailable'],
    ['Cannot create an item in a locked collection', 'keychain_locked'],
    ['Prompt was dismissed', 'keychain_locked'],
    ['User interaction is not allowed.', 'keychain_locked'],
    ['User canceled the operation.', 'keychain_locked'],
    ['The user name or passphrase you entered is not correct.', 'keychain_locked'],
    ['The stub received bad data.', 'keychain_failed'],
    ['No space left on device', 'keychain_failed'],
    ['', 'keychain_failed'],
  ])('names "%s" %s', (message, code) => {
    const cause = new Error(message)
    expect(keychainError(cause)).toMatchObject({ code, params: {}, cause })
  })

  it('knows a missing library by its code', () => {
    const cause = Object.assign(new Error('x'), { code: 'ERR_DLOPEN_FAILED' })
    expect(keychainError(cause).code).toBe('keychain_unavailable')
  })

  it('takes anything that was thrown and leaves our own errors alone', () => {
    expect(keychainError('odd').code).toBe('keychain_failed')
    const own = new AppError('secret_damaged')
    expect(keychainError(own)).toBe(own)
  })
})
