const settingsSections = ['general', 'entra', 'certificates', 'about'] as const
export type SettingsSection = (typeof settingsSections)[number]

/** What the Settings page shows: `#/settings?section=general`, `#/settings?edit=credential`. */
export interface SettingsAddress {
  readonly section: SettingsSection
  /** The form over the connection in use; the others when another credential is wanted: from files, or pasted. */
  readonly edit: 'connection' | 'certificate' | 'credential' | undefined
}

const edits = ['connection', 'certificate', 'credential'] as const

/** Without a section it is the connection: every way here from elsewhere is about it. */
export const parseSettingsAddress = (query: URLSearchParams): SettingsAddress => {
  const section = settingsSections.find((known) => known === query.get('section')) ?? 'entra'
  return { section, edit: section === 'entra' ? edits.find((known) => known === query.get('edit')) : undefined }
}
