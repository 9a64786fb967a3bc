import type { Change, ChangeAttribute, ChangeValue } from '../../shared/domain/change.ts'
import { groupKinds } from '../../shared/domain/group.ts'
import type { Text } from '../../shared/text/text.ts'

/** A value as people read it; empty for blank. */
export const changeValueText = (attribute: ChangeAttribute, value: ChangeValue, text: Text): string => {
  const { users, groups } = text
  if (value === null) return ''
  if (typeof value === 'object') return value.join(', ')
  if (attribute === 'accountEnabled') return value === true ? users.states.enabled : users.states.disabled
  if (attribute === 'dynamic') return value === true ? groups.membership.dynamic : groups.membership.assigned
  const kind = attribute === 'kind' ? groupKinds.find((known) => known === value) : undefined
  return kind === undefined ? String(value) : groups.kinds[kind]
}

/** Whom a change is about: of a membership the member. */
export const whoOf = ({ object, member }: Change): Change['object'] => member ?? object

export const nameOf = ({ name, mail }: Change['object'], unnamed: string): string => name ?? mail ?? unnamed
