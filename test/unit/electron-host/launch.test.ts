import { describe, expect, it } from 'vitest'
import { splitArguments } from '../../electron-host/launch.ts'

describe('the command line', () => {
  it('is Electron’s: files to require, switches, the application, the rest', () => {
    const argv = ['-r', 'loader.js', '--inspect=0', '--headless', '--user-data-dir=/a=b', 'folder', '--own', 'word']
    const { switches, requires, application } = splitArguments(argv)
    expect(requires).toEqual(['loader.js'])
    expect(application).toBe('folder')
    expect(Object.fromEntries(switches)).toEqual({ inspect: '0', headless: '', 'user-data-dir': '/a=b', own: '' })
  })

  it('starts what is here when it names nothing', () => {
    expect(splitArguments([]).application).toBe('.')
  })
})
