import { expect, test } from 'vitest'
import { ShortMemory } from '../../../electron/smime/revocation/short-memory.ts'
import { FakeClock, settled } from '../../fakes/fake-clock.ts'

const never = new AbortController().signal
const megabyte = 1024 * 1024

const remembering = () => {
  const clock = new FakeClock()
  const memory = new ShortMemory<string>(clock)
  const asked: string[] = []
  const get = (key: string, bytes = 0, signal = never) =>
    memory.get(
      key,
      async (shared) => {
        asked.push(key)
        await settled()
        shared.throwIfAborted()
        return { value: key, until: clock.now().getTime() + 1_000, bytes }
      },
      signal,
    )
  return { memory, asked, get }
}

test('keeps no more than so many answers and so many bytes; the oldest go', async () => {
  const { asked, get } = remembering()
  for (let index = 0; index < 5_001; index += 1) await get(`${index}`)
  asked.length = 0
  await get('1')
  await get('5000')
  expect(asked).toEqual([])
  await get('0')
  expect(asked).toEqual(['0'])
  await get('large', 30 * megabyte)
  await get('larger', 40 * megabyte)
  await get('larger')
  expect(asked).toEqual(['0', 'large', 'larger'])
  await get('large')
  expect(asked.at(-1)).toBe('large')
})

test('one who leaves takes nothing from those who wait for the same answer', async () => {
  const { asked, get } = remembering()
  const leaving = new AbortController()
  const left = get('list', 0, leaving.signal)
  const stayed = get('list')
  leaving.abort()
  await expect(left).rejects.toMatchObject({ code: 'cancelled' })
  expect(await stayed).toBe('list')
  await get('list')
  expect(asked).toEqual(['list'])
})

test('an answer that all have left is asked for anew', async () => {
  const { asked, get } = remembering()
  const leaving = new AbortController()
  const left = get('list', 0, leaving.signal)
  leaving.abort()
  await expect(left).rejects.toMatchObject({ code: 'cancelled' })
  expect(await get('list')).toBe('list')
  expect(asked).toEqual(['list', 'list'])
})
