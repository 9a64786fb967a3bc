import type { Change } from '../model/changes.ts'
import type { Directory } from '../model/directory.ts'
import { indexOf, kindOf, type Ref } from '../model/ids.ts'

/** What happened to one object in a span of versions, the last word only. */
export interface Summary {
  readonly ref: Ref
  /** The object's properties as a whole are news: it was created. */
  created: boolean
  readonly properties: Set<string>
  /** True for members that are in now, false for those that went. */
  readonly members: Map<Ref, boolean>
}

/** In the order in which the objects changed first. Only objects of that type. */
export const summarise = (changes: readonly Change[], type: 'user' | 'group'): readonly Summary[] => {
  const found = new Map<Ref, Summary>()
  for (const change of changes) {
    if (kindOf(change.ref) !== type) continue
    const summary = found.get(change.ref) ?? {
      ref: change.ref,
      created: false,
      properties: new Set(),
      members: new Map(),
    }
    found.set(change.ref, summary)
    if (change.what === 'created') summary.created = true
    if (change.what === 'properties') for (const name of change.properties) summary.properties.add(name)
    if (change.what === 'member') summary.members.set(change.member, change.added)
  }
  return [...found.values()]
}

export const memberEntry = (directory: Directory, ref: Ref, present: boolean) => ({
  '@odata.type': `#microsoft.graph.${kindOf(ref)}`,
  id: directory.ids.of(ref),
  ...(present ? {} : { '@removed': { reason: 'deleted' } }),
})

/** `changed`: soft-deleted, restorable for thirty days. `deleted`: gone for good. Source: Graph, "Use delta query". */
export const removedEntry = (directory: Directory, ref: Ref) => ({
  id: directory.ids.of(ref),
  '@removed': { reason: directory.wasPurged(ref) ? 'deleted' : 'changed' },
})

export const recordOf = (directory: Directory, ref: Ref) =>
  (kindOf(ref) === 'user' ? directory.user(indexOf(ref)) : directory.group(indexOf(ref))) as unknown as Readonly<
    Record<string, unknown>
  >
