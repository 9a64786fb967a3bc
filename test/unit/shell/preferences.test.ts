import { describe, expect, it } from 'vitest'
import { PreferenceStore } from '../../../electron/shell/preferences.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'

const store = (locale: string, settings = new MemorySettings()) => new PreferenceStore(settings, () => locale)

describe('preferences', () => {
  it('follow the operating system until something is chosen', () => {
    expect(store('de-AT').language()).toBe('de')
    expect(store('de-AT').locale()).toBe('de-AT')
    expect(store('fr-FR').language()).toBe('en')
    expect(store('fr-FR').locale()).toBe('en-GB')
  })

  it('keep what was chosen over a restart', () => {
    const settings = new MemorySettings()
    store('en-US', settings).set({ language: 'de' })
    expect(store('en-US', settings).get()).toEqual({ language: 'de', theme: 'system', whenClosed: 'background' })
    expect(store('en-US', settings).locale()).toBe('de-DE')
  })

  it('of a former version keep what it knew', () => {
    const settings = new MemorySettings({ preferences: { language: 'de', theme: 'dark' } })
    expect(store('en-US', settings).get()).toEqual({ language: 'de', theme: 'dark', whenClosed: 'background' })
  })

  it('count as not chosen when the file holds something else', () => {
    const settings = new MemorySettings({ preferences: { language: 'klingon' } })
    expect(store('en-US', settings).get()).toEqual({ language: 'system', theme: 'system', whenClosed: 'background' })
  })
})
