import { describe, expect, it } from 'vitest'
import { readCommand, wordsOf } from '../../../electron/cli/command.ts'

const said = { json: false, profile: null }

describe('the words after the program’s name', () => {
  it('begin after the application’s folder in development, and at once in the packaged program', () => {
    expect(wordsOf(['electron', '--inspect=0', '/app', 'sync', '--json'], false)).toEqual([
      '--inspect=0',
      'sync',
      '--json',
    ])
    expect(wordsOf(['electron', '-r', '/loaded.cjs', '/app', 'sync'], false)).toEqual(['sync'])
    expect(wordsOf(['tenantry.exe', 'sync', '--json'], true)).toEqual(['sync', '--json'])
  })

  it.each([[[]], [['--lang=de']], [['--user-data-dir=/p']], [['file.txt']], [['tenantry://x', 'sync']]])(
    'ask for the window: %j',
    (words) => expect(readCommand(words)).toBeNull(),
  )

  it.each([
    [['sync'], { ...said, name: 'sync' }],
    [['status', '--json'], { json: true, profile: null, name: 'status' }],
    [['verify', '--user-data-dir', '/p'], { json: false, profile: '/p', name: 'verify' }],
    [['--user-data-dir=/p', 'sync', '--json'], { json: true, profile: '/p', name: 'sync' }],
    [['sync', '--help'], { ...said, name: 'help' }],
    [['help'], { ...said, name: 'help' }],
    [
      ['export', 'users', '--output', 'u.csv'],
      { ...said, name: 'export', list: 'users', format: 'csv', file: 'u.csv' },
    ],
    [
      ['export', 'memberships', '--format=xlsx', '--output=m.xlsx'],
      { ...said, name: 'export', list: 'memberships', format: 'xlsx', file: 'm.xlsx' },
    ],
    [
      ['export', 'changes', '--format', 'json', '--output', 'c.json'],
      { ...said, name: 'export', list: 'changes', format: 'json', file: 'c.json' },
    ],
  ])('ask for a command: %j', (words, command) => expect(readCommand(words)).toEqual(command))

  it.each([
    [['sync', 'users'], 'users'],
    [['export'], 'export'],
    [['export', 'everything', '--output', 'x'], 'everything'],
    [['export', 'users', 'groups', '--output', 'x'], 'groups'],
    [['export', 'users'], '--output'],
    [['export', 'users', '--output', 'x', '--format', 'pdf'], '--format pdf'],
  ])('say what of %j is not understood', (words, problem) =>
    expect(readCommand(words)).toEqual({ ...said, name: 'wrong', problem }),
  )

  it('say which option is unknown, and remember how to answer', () => {
    expect(readCommand(['sync', '--json', '--fast'])).toMatchObject({
      name: 'wrong',
      json: true,
      problem: expect.stringContaining('--fast'),
    })
  })
})
