import { app, dialog } from 'electron'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import { explain } from '../../shared/text/explain.ts'
import { spokenLanguage } from './this-machine.ts'

/** No window came to be: what hinders it is said where there is none, and the profile is let go. */
export const endStart = (error: unknown): void => {
  const { message, remedy } = explain(isAppError(error) ? error : new AppError('internal'), spokenLanguage())
  dialog.showErrorBox('Tenantry', remedy === undefined ? message : `${message}\n\n${remedy}`)
  app.exit(1)
}
