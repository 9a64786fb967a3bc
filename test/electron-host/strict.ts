/** Nothing is missing silently: what Electron declares and the host lacks throws; what Electron lacks too is undefined, as there. */
import { EventEmitter } from 'node:events'
import { isEvent, isMember } from './declarations.ts'
import { inertEvents, inertMembers } from './inert.ts'
import { records } from './records.ts'

/** Recorded as well as thrown: if the application swallows it, the exit code still says so. */
export class NotImplemented extends Error {
  override readonly name = 'NotImplemented'
  constructor(what: string) {
    super(
      `electron-host: ${what} exists in Electron but not in the host. Add it to test/electron-host or do without it.`,
    )
    records.missing.push(what)
    console.error(this.message)
  }
}

const watched = <T extends object>(type: string, target: T): T =>
  new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && isMember(type, key)) throw new NotImplemented(`${type}.${key}`)
      return Reflect.get(object, key, receiver)
    },
  })

const addInert = (type: string, target: object): void => {
  for (const [name, value] of Object.entries(inertMembers[type] ?? {})) {
    if (name in target) continue
    const method = (...args: unknown[]) => {
      records.inertCalls.push({ member: `${type}.${name}`, args })
      return value
    }
    Object.defineProperty(target, name, { value: method, writable: true, configurable: true })
  }
}

/** A listener for an event that never comes is a mistake, unless inert.ts knows better; so is a misspelt event. */
const guardEvents = (type: string, target: EventEmitter, fires: readonly string[]): void => {
  const known = new Set([...fires, ...(inertEvents[type] ?? []), 'error', 'newListener', 'removeListener'])
  for (const method of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'] as const) {
    const listen = function (this: EventEmitter, name: string | symbol, listener: (...args: unknown[]) => void) {
      if (typeof name === 'string' && !known.has(name)) {
        if (isEvent(type, name)) throw new NotImplemented(`the ${type} event '${name}'`)
        throw new Error(`electron-host: Electron has no ${type} event '${name}'`)
      }
      return EventEmitter.prototype[method].call(this, name, listener)
    }
    Object.defineProperty(target, method, { value: listen, writable: true, configurable: true })
  }
}

/** For module objects such as `dialog`. Tests may still assign to their members. */
export const strict = <T extends object>(type: string, target: T): T => {
  addInert(type, target)
  return watched(type, target)
}

/** For module objects that emit events, such as `screen`. */
export const strictEmitter = <T extends object>(type: string, members: T, fires: readonly string[] = []) => {
  const target = Object.assign(new EventEmitter(), members)
  guardEvents(type, target, fires)
  return strict(type, target)
}

/** For classes: a look-up that falls off the end of the prototypes lands in the proxy, and `this` stays the real instance. */
export const strictClass = <T extends abstract new (...args: never[]) => object>(
  type: string,
  target: T,
  fires: readonly string[] = [],
  /** ipcMain emits whatever channel it is asked for. */
  anyEvent = false,
): T => {
  const { prototype } = target
  addInert(type, prototype)
  if (prototype instanceof EventEmitter && !anyEvent) guardEvents(type, prototype, fires)
  const ends: readonly unknown[] = [EventEmitter.prototype, Object.prototype]
  let last: object = prototype
  let base: object = Object.getPrototypeOf(last)
  while (!ends.includes(base)) [last, base] = [base, Object.getPrototypeOf(base)]
  // Before the base, not in its place, which would hide it from instanceof.
  Object.setPrototypeOf(last, watched(type, Object.create(base)))
  return watched(type, target)
}
