import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import { AppError } from '../../shared/ipc/errors.ts'
import type { FilePicker } from '../ports.ts'

/** A certificate with its key is some kilobytes; anything larger was chosen by mistake. */
const largest = 1024 * 1024

/** The page never names a path: main asks the administrator and reads the file itself. */
export const credentialFilePicker = (): FilePicker => ({
  async pick({ title }) {
    const options = {
      title,
      properties: ['openFile' as const, 'multiSelections' as const],
      filters: [
        { name: 'PFX, PEM, CRT, CER, KEY', extensions: ['pfx', 'p12', 'pem', 'crt', 'cer', 'key', 'txt'] },
        { name: '*', extensions: ['*'] },
      ],
    }
    const window = BrowserWindow.getFocusedWindow()
    const answer = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
    return answer.canceled ? null : Promise.all(answer.filePaths.map(read))
  },
})

const read = async (path: string) => {
  const name = basename(path)
  try {
    if ((await stat(path)).size > largest) throw new AppError('file_unreadable', { name, problem: '> 1 MB' })
    return { name, bytes: new Uint8Array(await readFile(path)) }
  } catch (error) {
    if (error instanceof AppError) throw error
    const problem = error instanceof Error && 'code' in error ? String(error.code) : 'EIO'
    throw new AppError('file_unreadable', { name, problem }, { cause: error })
  }
}
