import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inTheWay, noteHolder } from '../../../electron/cli/holder.ts'

let profile: string
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'tenantry-holder-'))
})
afterEach(() => rmSync(profile, { recursive: true, force: true }))

describe('whoever is refused the profile', () => {
  it('hears of the command that has it, and no more of the one before it', () => {
    noteHolder(profile, 'export')
    noteHolder(profile, 'sync')
    expect(inTheWay(profile)).toMatchObject({ code: 'command_running', params: { name: 'sync' } })
  })

  it('hears of the window once that has it, whatever command was killed before', () => {
    noteHolder(profile, 'sync')
    noteHolder(profile, 'window')
    expect(inTheWay(profile)).toMatchObject({ code: 'profile_in_use', params: {} })
  })

  it('hears of the window where nothing that is known was noted, or nothing can be', () => {
    expect(inTheWay(profile).code).toBe('profile_in_use')
    writeFileSync(join(profile, 'holder'), 'anything else')
    expect(inTheWay(profile).code).toBe('profile_in_use')
    const file = join(profile, 'holder')
    noteHolder(file, 'sync')
    expect(inTheWay(file).code).toBe('profile_in_use')
  })

  it('hears of the command on a profile that is new', () => {
    const fresh = join(profile, 'new')
    noteHolder(fresh, 'sync')
    expect(inTheWay(fresh).code).toBe('command_running')
  })
})
