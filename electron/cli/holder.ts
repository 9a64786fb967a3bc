import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Command, commands } from './command.ts'

const fileIn = (profile: string): string => join(profile, 'holder')

/** Whoever has got the profile's lock says what for, since the lock does not tell. */
export const noteHolder = (profile: string, name: Command['name'] | 'window'): void => {
  try {
    mkdirSync(profile, { recursive: true })
    writeFileSync(fileIn(profile), name)
  } catch {
    // Whoever is refused then hears of the window.
  }
}

/** What is in the way of whoever is refused the lock. What a killed process noted, the next one has replaced. */
export const inTheWay = (profile: string): AppError => {
  const name = commands.find((command) => command === noted(profile))
  return name === undefined ? new AppError('profile_in_use') : new AppError('command_running', { name })
}

const noted = (profile: string): string | null => {
  try {
    return readFileSync(fileIn(profile), 'utf8')
  } catch {
    return null
  }
}
