import type { Kind } from '../model/ids.ts'
import type { AnyRecord } from '../model/records.ts'
import type { Access } from './access.ts'
import { basicUserProperties, propertiesOf } from './properties.ts'

type Bag = Record<string, unknown>

/** The chosen properties of an object as Graph shows them: what is not held is null, or an empty collection. */
export const project = (type: 'user' | 'group', record: AnyRecord, names: readonly string[], access: Access): Bag => {
  const source = record as unknown as Readonly<Bag>
  const basicOnly = type === 'user' && !access.has('users')
  const shown: Bag = {}
  for (const name of names) {
    if (basicOnly && !basicUserProperties.has(name)) shown[name] = null
    else shown[name] = source[name] ?? (propertiesOf[type].get(name)?.collection ? [] : null)
  }
  return shown
}

/** A member of a group: its type, and its properties where the token's roles cover that type. */
export const projectMember = (
  kind: Kind,
  id: string,
  record: () => AnyRecord,
  names: readonly string[],
  access: Access,
): Bag => {
  const shown: Bag = { '@odata.type': `#microsoft.graph.${kind}` }
  const onlyId = names.length === 1 && names[0] === 'id'
  if (onlyId) return { ...shown, id }
  const known = propertiesOf[kind]
  if (!access.reads(kind)) {
    for (const name of names) if (known.has(name)) shown[name] = name === 'id' ? id : null
    return shown
  }
  if (kind === 'user' || kind === 'group') {
    return Object.assign(
      shown,
      project(
        kind,
        record(),
        names.filter((name) => known.has(name)),
        access,
      ),
    )
  }
  const source = record() as unknown as Readonly<Bag>
  for (const name of names) {
    const property = known.get(name)
    if (property !== undefined) shown[name] = source[name] ?? (property.collection ? [] : null)
  }
  return shown
}
