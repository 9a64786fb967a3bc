import { shell } from 'electron'
import type { LinkId } from '../../shared/ipc/app.ts'
import { addressOf, type LinkTarget } from './link-addresses.ts'

/** The addresses of sign-in pages hold parameters, so they come from main's own code, which looks at their host first. */
export const openExternal = (url: string): Promise<void> => shell.openExternal(url)

export const openLink = (link: LinkId, target?: LinkTarget): Promise<void> =>
  shell.openExternal(addressOf(link, target))
