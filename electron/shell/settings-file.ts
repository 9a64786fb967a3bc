import Store from 'electron-store'
import { AppError } from '../../shared/ipc/errors.ts'
import type { SettingsFile } from '../ports.ts'

/**
 * settings.json in the profile folder. A file that is no longer JSON is begun anew: it holds nothing that cannot be entered
 * again.
 * @throws AppError disk_failed where it cannot be read at all
 */
export const settingsFile = (folder: string): SettingsFile => {
  const store = open(folder)
  return {
    read: (section) => store.get(section),
    write: (section, value) => store.set(section, value),
  }
}

const open = (folder: string): Store<Record<string, unknown>> => {
  try {
    return new Store<Record<string, unknown>>({ cwd: folder, name: 'settings', clearInvalidConfig: true })
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? `settings.json: ${error.code}` : 'settings.json'
    throw new AppError('disk_failed', { problem }, { cause: error })
  }
}
