/** `nativeTheme`: the source decides what pages see as prefers-color-scheme. The system here is light, without contrast. */
import { EventEmitter } from 'node:events'
import { contents } from './state.ts'
import { strictClass } from './strict.ts'

type Source = 'system' | 'light' | 'dark'

class NativeThemeBase extends EventEmitter {
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly inForcedColorsMode = false
  readonly prefersReducedTransparency = false
  #source: Source = 'system'

  get themeSource(): Source {
    return this.#source
  }
  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`)
    const before = this.shouldUseDarkColors
    this.#source = source
    if (this.shouldUseDarkColors === before) return
    for (const each of contents.values()) each._later((page) => each._applyTheme(page))
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new (strictClass('NativeTheme', NativeThemeBase, ['updated']))()
