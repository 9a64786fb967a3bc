import { isAppError } from '../../shared/ipc/errors.ts'

/** Without a tenant nothing runs and nothing has run: an answer, not a fault. */
export const unlessNone = async <Value>(answer: Promise<Value>): Promise<Value | null> => {
  try {
    return await answer
  } catch (error) {
    if (isAppError(error) && error.code === 'not_connected') return null
    throw error
  }
}
