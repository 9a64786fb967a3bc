import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directoryFile, hasDirectoryFile, removeDirectoryFiles } from '../../../electron/connection/directory-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (...names: readonly string[]) => {
  for (const name of names) writeFileSync(join(folder, name), 'x')
}

describe('the files of a directory', () => {
  it('go with what SQLite keeps beside them and what was set aside; another tenant’s stay', async () => {
    write(
      'directory-a.db',
      'directory-a.db-wal',
      'directory-a.db.2026-11-25.damaged',
      'directory-ab.db',
      'settings.json',
    )
    expect(hasDirectoryFile(folder, 'a')).toBe(true)
    await removeDirectoryFiles(folder, 'a')
    expect(readdirSync(folder).sort()).toEqual(['directory-ab.db', 'settings.json'])
    expect(hasDirectoryFile(folder, 'a')).toBe(false)
  })

  it.each(['EBUSY', 'EPERM', 'EACCES'])('that something still holds open (%s) are tried again', async (code) => {
    write('directory-a.db')
    let tries = 0
    await removeDirectoryFiles(folder, 'a', async (path) => {
      tries++
      if (tries < 4) throw Object.assign(new Error('held open'), { code })
      await unlink(path)
    })
    expect([tries, readdirSync(folder)]).toEqual([4, []])
  })

  it('say so when another fault keeps them, and do not try again', async () => {
    write('directory-a.db')
    let tries = 0
    const remove = async () => {
      tries++
      throw Object.assign(new Error('broken'), { code: 'EIO' })
    }
    await expect(removeDirectoryFiles(folder, 'a', remove)).rejects.toMatchObject({ code: 'EIO' })
    expect(tries).toBe(1)
    expect(readdirSync(folder)).toEqual([directoryFile('', 'a')])
  })
})
