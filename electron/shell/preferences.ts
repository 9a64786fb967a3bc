import { type Language, languages, type Preferences, preferences } from '../../shared/ipc/app.ts'
import type { SettingsFile } from '../ports.ts'

const defaults: Preferences = { language: 'system', theme: 'system', whenClosed: 'background' }

/** What the administrator chose for this computer; anything unreadable in the file counts as not chosen. */
export class PreferenceStore {
  readonly #settings: SettingsFile
  readonly #systemLocale: () => string

  constructor(settings: SettingsFile, systemLocale: () => string) {
    this.#settings = settings
    this.#systemLocale = systemLocale
  }

  get(): Preferences {
    // What a former version did not know stays as it usually is.
    const parsed = preferences.safeParse(Object.assign({}, defaults, this.#settings.read('preferences')))
    return parsed.success ? parsed.data : defaults
  }

  set(change: Partial<Preferences>): Preferences {
    const next = { ...this.get(), ...change }
    this.#settings.write('preferences', next)
    return next
  }

  language(): Language {
    const { language } = this.get()
    if (language !== 'system') return language
    const system = this.#systemLocale().split('-')[0]
    return languages.find((known) => known === system) ?? 'en'
  }

  /** The system's own locale where it fits the language (de-AT stays de-AT), else the language's usual one. */
  locale(): string {
    const language = this.language()
    const system = this.#systemLocale()
    if (system.split('-')[0] === language) return system
    return language === 'de' ? 'de-DE' : 'en-GB'
  }
}
