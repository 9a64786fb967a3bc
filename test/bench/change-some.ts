import type { Directory } from '../../electron/directory/directory.ts'
import type { Mutation } from '../tenant/server/controls.ts'

/**
 * One user in a thousand, others in each round: mostly attributes, some names, a few who go, and as many changes of
 * members.
 */
export const changeSome = async (
  { read }: Pick<Directory, 'read'>,
  change: (change: Mutation) => Promise<void>,
  round: number,
): Promise<void> => {
  const sort = { column: 'mail', descending: false } as const
  const { total } = await read.users({ search: '', filters: [], sort }, 0, 1)
  const groups = await read.groups(
    { search: '', kinds: ['security'], sort: { column: 'displayName', descending: false } },
    0,
    50,
  )
  const count = Math.round(total / 1_000)
  for (let at = 0; at < count; at++) {
    const { rows } = await read.users({ search: '', filters: [], sort }, at * 1_000 + round, 1)
    const id = rows[0]?.id ?? ''
    if (at % 20 === 0) await change({ op: 'remove', id })
    else if (at % 5 === 0) await change({ op: 'changeUser', id, properties: { displayName: `Neu Benannt ${at}` } })
    else await change({ op: 'changeUser', id, properties: { department: `Abteilung ${at % 7}`, city: 'Kiel' } })
    const group = groups.rows[(at + round) % groups.rows.length]?.id
    if (at % 20 !== 0 && group !== undefined) await change({ op: 'addMember', group, member: id })
  }
}
