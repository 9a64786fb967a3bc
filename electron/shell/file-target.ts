import { BrowserWindow, dialog } from 'electron'
import type { FileTarget } from '../ports.ts'

export const systemFileTarget = (): FileTarget => ({
  async choose({ title, name, extension }) {
    const options = { title, defaultPath: name, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }
    const window = BrowserWindow.getFocusedWindow()
    const answer = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
    return answer.canceled || answer.filePath === '' ? null : answer.filePath
  },
})
