import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, clipboard } from 'electron'
import type { Language, Preferences } from '../../shared/ipc/app.ts'
import { thisActor } from '../audit/actor.ts'
import { extraRoots } from '../cloud/cloud-override.ts'
import type { Machine } from '../composition.ts'
import type { Logger, SettingsFile } from '../ports.ts'
import { osKeychain } from '../vault/os-keychain.ts'
import { systemClock } from './clock.ts'
import { readCloudOverride } from './cloud-override-file.ts'
import { chromiumFetch, revocationFetch } from './fetch.ts'
import { credentialFilePicker } from './file-picker.ts'
import { systemFileTarget } from './file-target.ts'
import type { Emit } from './ipc.ts'
import { openExternal, openLink } from './links.ts'
import { PreferenceStore } from './preferences.ts'
import { systemPresence } from './presence.ts'
import { settingsFile } from './settings-file.ts'

/** What an administrator chose, and for the rest the operating system. */
const systemPreferences = (settings: SettingsFile): PreferenceStore =>
  new PreferenceStore(settings, () => app.getPreferredSystemLanguages()[0] ?? app.getLocale())

const unread: SettingsFile = { read: () => undefined, write: () => undefined }

/** For what is said before there is a program, or because there is none. */
export const spokenLanguage = (): Language => {
  try {
    return systemPreferences(settingsFile(app.getPath('userData'))).language()
  } catch {
    return systemPreferences(unread).language()
  }
}

/** `bundles`: the folder of main's bundle, where those of the threads are as well. */
export const thisMachine = (
  logger: Logger,
  bundles: string,
  hears: {
    readonly preferencesChanged: (changed: Preferences, preferences: PreferenceStore) => void
    readonly emit: Emit
  },
): Machine => {
  const settings = settingsFile(app.getPath('userData'))
  const preferences = systemPreferences(settings)
  const cloudOverride = readCloudOverride(process.env['TENANTRY_CLOUD'], app.isPackaged, logger)
  return {
    fetch: chromiumFetch(extraRoots(cloudOverride)),
    revocationFetch: revocationFetch(),
    clock: systemClock,
    logger,
    keychain: osKeychain(cloudOverride === null ? 'Tenantry' : 'Tenantry (simulated cloud)'),
    settings,
    picker: credentialFilePicker(),
    fileTarget: systemFileTarget(),
    actor: thisActor(),
    preferences,
    presence: systemPresence(),
    emit: hears.emit,
    openLink,
    openExternal,
    copyText: (text) => clipboard.writeText(text),
    preferencesChanged: (changed) => hears.preferencesChanged(changed, preferences),
    profileFolder: app.getPath('userData'),
    directoryScript: pathToFileURL(join(bundles, 'directory-thread.js')),
    auditScript: pathToFileURL(join(bundles, 'audit-thread.js')),
    judgeScript: pathToFileURL(join(bundles, 'judge-thread.js')),
    version: app.getVersion(),
    platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
    packaged: app.isPackaged,
    cloudOverride,
  }
}
