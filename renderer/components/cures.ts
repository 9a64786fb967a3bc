import type { ErrorCode, StoredError } from '../../shared/ipc/errors.ts'

const permission: readonly ErrorCode[] = ['permission_missing', 'consent_missing']
const connection = /^(credential_|secret_|application_|tenant_|certificate_|wrong_cloud$|conditional_|sign_in_refused$)/

/** Mended where permissions are granted. */
export const isOfPermission = ({ code }: StoredError): boolean => permission.includes(code)

/** Mended only by another credential or registration, or by what is granted to it: it does not help to try again. */
export const isOfConnection = (error: StoredError): boolean => isOfPermission(error) || connection.test(error.code)
