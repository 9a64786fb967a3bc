import type { certificateCalls } from '../../../shared/ipc/certificates.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import { AppError } from '../../../shared/ipc/errors.ts'

const refused = (): never => {
  throw new AppError('not_connected')
}

/** The contract alone, so that the page can be built on it: nothing is looked up yet. */
export const certificateHandlers = (): Handlers<typeof certificateCalls> => ({
  'certificates.lookUp': refused,
  'certificates.cancel': refused,
  'certificates.judge': refused,
  'certificates.save': refused,
  'certificates.settings': refused,
  'certificates.setSettings': refused,
  'certificates.setLdapPassword': refused,
  'certificates.addRoot': refused,
  'certificates.removeRoot': refused,
  'certificates.startBoard': refused,
  'certificates.stopBoard': refused,
  'certificates.board': refused,
  'certificates.boardRows': refused,
  'certificates.exportBoard': refused,
})
