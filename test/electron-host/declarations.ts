/** Electron's own list of what it has, read from the electron package's electron.d.ts. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

interface Declared {
  readonly members: Set<string>
  readonly events: Set<string>
  readonly parent: string | undefined
}

const packageFile = createRequire(import.meta.url).resolve('electron/package.json')
export const electronVersion: string = JSON.parse(readFileSync(packageFile, 'utf8')).version

const read = () => {
  const types = new Map<string, Declared>()
  const exported = new Set<string>()
  let type: Declared | undefined
  let namespace: string | undefined
  for (const line of readFileSync(packageFile.replace(/package\.json$/, 'electron.d.ts'), 'utf8').split('\n')) {
    const opened = /^ {2}(interface|class|namespace) (\w+)(?: extends ([\w.]+))?/.exec(line)
    const member = /^ {4}(?:static |readonly )*(\w+)\??[(:<]/.exec(line)
    if (opened?.[1] === 'namespace') namespace = opened[2]
    else if (opened?.[2]) {
      const parent = opened[3]?.replace('Electron.', '')
      type = types.get(opened[2]) ?? { members: new Set(), events: new Set(), parent }
      types.set(opened[2], type)
    } else if (line.startsWith('  }')) type = namespace = undefined
    else if (type && member?.[1]) {
      const event = /^ {4}on\(event: '([^']+)'/.exec(line)?.[1]
      if (event) type.events.add(event)
      else type.members.add(member[1])
    } else if (namespace === 'Main' || namespace === 'Common') {
      const name = /^ {4}(?:const|class) (\w+)/.exec(line)?.[1]
      if (name) exported.add(name)
    }
  }
  return { types, exported }
}
const declared = read()

/** Names that `import … from 'electron'` gives in the main process. */
export const exportedNames: ReadonlySet<string> = declared.exported

const has = (kind: 'members' | 'events', type: string, name: string): boolean => {
  const found = declared.types.get(type)
  if (!found) return false
  return found[kind].has(name) || (found.parent !== undefined && has(kind, found.parent, name))
}
export const isMember = (type: string, name: string): boolean => has('members', type, name)
export const isEvent = (type: string, name: string): boolean => has('events', type, name)
