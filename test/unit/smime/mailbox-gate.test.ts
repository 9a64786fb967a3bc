import { describe, expect, it } from 'vitest'
import { MailboxGate } from '../../../electron/smime/mailbox-gate.ts'
import { settled } from '../../fakes/fake-clock.ts'

const never = new AbortController().signal

/** Tasks that are under way until they are let go. */
const held = () => {
  const ends: (() => void)[] = []
  const task = () => new Promise<void>((resolve) => void ends.push(resolve))
  return { ends, task }
}

describe('MailboxGate', () => {
  it('lets four to one mailbox at once, and the next when one has ended', async () => {
    const gate = new MailboxGate()
    const { ends, task } = held()
    const all = Array.from({ length: 6 }, () => gate.pass(['a'], task, never))
    await settled()
    expect(ends).toHaveLength(4)
    ends[0]?.()
    await settled()
    expect(ends).toHaveLength(5)
    for (let at = 1; at < 6; at++) {
      ends[at]?.()
      await settled()
    }
    await Promise.all(all)
  })

  it('counts a batch for each of its mailboxes, and no two wait for each other', async () => {
    const gate = new MailboxGate()
    const { ends, task } = held()
    const all = Array.from({ length: 6 }, (_, at) =>
      gate.pass(at % 2 === 0 ? ['a', 'b'] : ['b', 'a', 'a'], task, never),
    )
    const other = gate.pass(['c'], task, never)
    await settled()
    expect(ends).toHaveLength(5)
    while (ends.length < 7 || ends.some((end) => end !== undefined)) {
      for (const end of ends.splice(0)) end()
      await settled()
      if (ends.length === 0) break
    }
    await Promise.all([...all, other])
  })

  it('begins nothing that was given up while it waited', async () => {
    const gate = new MailboxGate()
    const { ends, task } = held()
    const stop = new AbortController()
    const running = Array.from({ length: 4 }, () => gate.pass(['a'], task, never))
    const waiting = gate.pass(['a'], task, stop.signal)
    stop.abort()
    for (const end of ends) end()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    expect(ends).toHaveLength(4)
    await Promise.all(running)
  })
})
