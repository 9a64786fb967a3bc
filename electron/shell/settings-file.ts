import Store from 'electron-store'
import type { SettingsFile } from '../ports.ts'

/** settings.json in the profile folder. A file that is no longer JSON is begun anew: it holds nothing that cannot be entered again. */
export const settingsFile = (folder: string): SettingsFile => {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'settings', clearInvalidConfig: true })
  return {
    read: (section) => store.get(section),
    write: (section, value) => store.set(section, value),
  }
}
