import { describe, expect, it } from 'vitest'
import { readWords, wordsOf } from '../../../electron/cli/command.ts'

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

  it.each<[string[]]>([
    [[]],
    [['--lang=de', '--no-sandbox']],
    [['--inspect', '--remote-debugging-port=0']],
    [['-psn_0_12345']],
    [['--squirrel-firstrun']],
    [['--squirrel-install', '1.2.3']],
  ])('ask for the window: %j', (words) => expect(readWords(words)).toEqual({ ...said, name: 'window' }))

  it.each<[string[]]>([
    [['--user-data-dir=/p']],
    [['--user-data-dir', '/p']],
    [['--lang=de', '--user-data-dir', '/p']],
  ])('ask for the window of another profile: %j', (words) =>
    expect(readWords(words)).toEqual({ json: false, profile: '/p', name: 'window' }),
  )

  it.each([
    [['sync'], { ...said, name: 'sync' }],
    [['status', '--json'], { json: true, profile: null, name: 'status' }],
    [['verify', '--user-data-dir', '/p'], { json: false, profile: '/p', name: 'verify' }],
    [['--user-data-dir=/p', 'sync', '--json'], { json: true, profile: '/p', name: 'sync' }],
    [['--user-data-dir', '/p', 'sync'], { json: false, profile: '/p', name: 'sync' }],
    [['--user-data-dir=/p', 'sync', '--user-data-dir=/q'], { json: false, profile: '/q', name: 'sync' }],
    [['--json', 'sync'], { json: true, profile: null, name: 'sync' }],
    [['--inspect=0', '--no-sandbox', 'sync', '--json'], { json: true, profile: null, name: 'sync' }],
    [['sync', '--help'], { ...said, name: 'help' }],
    [['--help'], { ...said, name: 'help' }],
    [['help'], { ...said, name: 'help' }],
    [
      ['export', 'users', '--output', 'u.csv'],
      { ...said, name: 'export', list: 'users', format: 'csv', file: 'u.csv' },
    ],
    [
      ['--format', 'json', '--output=-u.json', 'export', 'users'],
      { ...said, name: 'export', list: 'users', format: 'json', file: '-u.json' },
    ],
    [
      ['export', 'memberships', '--format=xlsx', '--output=m.xlsx'],
      { ...said, name: 'export', list: 'memberships', format: 'xlsx', file: 'm.xlsx' },
    ],
    [
      ['export', 'changes', '--format', 'json', '--output', 'c.json'],
      { ...said, name: 'export', list: 'changes', format: 'json', file: 'c.json' },
    ],
  ])('ask for a command: %j', (words, command) => expect(readWords(words)).toEqual(command))

  it.each([
    [['sync', 'users'], 'users'],
    [['snyc'], 'snyc'],
    [['--lang=de', 'snyc'], 'snyc'],
    [['file.txt'], 'file.txt'],
    [['tenantry://x', 'sync'], 'tenantry://x'],
    [['sync', '--no-sandbox'], '--no-sandbox'],
    [['sync', '--output'], '--output'],
    [['--output', '-u.json', 'export', 'users'], '--output'],
    [['sync', '--toString'], '--toString'],
    [['--format', 'csv'], '--format'],
    [['export'], 'export'],
    [['export', 'everything', '--output', 'x'], 'everything'],
    [['export', 'users', 'groups', '--output', 'x'], 'groups'],
    [['export', 'users'], '--output'],
    [['export', 'users', '--output', 'x', '--format', 'pdf'], '--format pdf'],
  ])('say what of %j is not understood', (words, problem) =>
    expect(readWords(words)).toEqual({ ...said, name: 'wrong', problem }),
  )

  it('say which option is unknown, and remember how to answer', () => {
    expect(readWords(['sync', '--json', '--fast'])).toMatchObject({
      name: 'wrong',
      json: true,
      problem: expect.stringContaining('--fast'),
    })
  })
  it('say that an option lacks its value, or has one that it does not take', () => {
    for (const words of [
      ['sync', '--user-data-dir', ''],
      ['sync', '--user-data-dir='],
      ['--user-data-dir='],
      ['sync', '--user-data-dir'],
      ['--user-data-dir', '--json', 'sync'],
    ])
      expect(readWords(words)).toMatchObject({ name: 'wrong', problem: '--user-data-dir' })
    expect(readWords(['sync', '--json=yes'])).toMatchObject({ name: 'wrong', problem: '--json', json: true })
    expect(readWords(['sync', '--output', '--json'])).toMatchObject({ problem: '--output', json: true })
    expect(readWords(['--json'])).toMatchObject({ name: 'wrong', problem: '--json' })
  })
})
