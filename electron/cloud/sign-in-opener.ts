import type { CloudId } from '../../shared/domain/connection.ts'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import type { OpenExternal } from '../ports.ts'
import { type Cloud, isSignInAddress } from './clouds.ts'

/** Lets nothing but pages of the clouds' login hosts reach the system's browser. @throws AppError browser_unavailable */
export const signInOpener =
  (open: OpenExternal, reachable: Readonly<Record<CloudId, Cloud>>): OpenExternal =>
  async (url) => {
    if (!isSignInAddress(url, reachable)) throw new AppError('browser_unavailable')
    try {
      await open(url)
    } catch (error) {
      // No cause: its text can hold the address, and that the state.
      throw isAppError(error) ? error : new AppError('browser_unavailable')
    }
  }
