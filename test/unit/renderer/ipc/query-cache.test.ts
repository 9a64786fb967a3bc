import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../renderer/ipc/client.ts'
import { QueryCache, queryKey } from '../../../../renderer/ipc/query-cache.ts'
import type { Input, Output, Route } from '../../../../shared/ipc/contract.ts'

interface Asked {
  readonly route: Route
  readonly input: unknown
  readonly answer: (data: unknown) => Promise<void>
  readonly refuse: (error: unknown) => Promise<void>
}

const settled = () => new Promise<void>((done) => setTimeout(done))

/** Main, which answers when the test says so. */
const slowMain = () => {
  const asked: Asked[] = []
  const read = <R extends Route>(route: R, input: Input<R>) =>
    new Promise<Output<R>>((resolve, reject) => {
      asked.push({
        route,
        input,
        answer: (data) => {
          resolve(data as Output<R>)
          return settled()
        },
        refuse: (error) => {
          reject(error)
          return settled()
        },
      })
    })
  return { asked, cache: new QueryCache(read) }
}

const user = (id: string) => queryKey('directory.user', { id })
const nobody = () => undefined
const refusal = new RequestError({ code: 'disk_failed', message: 'no', params: { problem: 'EIO' }, reference: 'r1' })

describe('a question', () => {
  it('is asked once, however many look at it, and everyone hears the answer', async () => {
    const { asked, cache } = slowMain()
    let heard = 0
    cache.subscribe(user('1'), () => heard++)
    cache.subscribe(user('1'), () => heard++)
    expect(cache.state(user('1'))).toEqual({ data: undefined, error: undefined, loading: true })
    await asked[0]!.answer('Ada')
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ route: 'directory.user', input: { id: '1' } })
    expect(heard).toBe(2)
    expect(cache.state(user('1'))).toEqual({ data: 'Ada', error: undefined, loading: false })
  })

  it('is not asked again by who comes back to it', async () => {
    const { asked, cache } = slowMain()
    const leave = cache.subscribe(user('1'), nobody)
    await asked[0]!.answer('Ada')
    leave()
    cache.subscribe(user('1'), nobody)
    expect(asked).toHaveLength(1)
    expect(cache.state(user('1')).data).toBe('Ada')
  })

  it('is asked once even when who asked leaves and comes back before the answer', async () => {
    const { asked, cache } = slowMain()
    cache.subscribe(user('1'), nobody)()
    cache.subscribe(user('1'), nobody)
    await asked[0]!.answer('Ada')
    expect(asked).toHaveLength(1)
    expect(cache.state(user('1')).data).toBe('Ada')
  })

  it('gives no answer that belongs to another input', async () => {
    const { asked, cache } = slowMain()
    cache.subscribe(user('1'), nobody)()
    cache.subscribe(user('2'), nobody)
    await asked[1]!.answer('Grace')
    await asked[0]!.answer('Ada')
    expect(cache.state(user('2')).data).toBe('Grace')
  })

  it('keeps what was read while it is read again, and beside an error', async () => {
    const { asked, cache } = slowMain()
    cache.subscribe(user('1'), nobody)
    await asked[0]!.answer('Ada')
    cache.refresh(user('1'))
    expect(cache.state(user('1'))).toEqual({ data: 'Ada', error: undefined, loading: true })
    await asked[1]!.refuse(refusal)
    expect(cache.state(user('1'))).toEqual({ data: 'Ada', error: refusal, loading: false })
    cache.refresh(user('1'))
    await asked[2]!.answer('Ada Lovelace')
    expect(cache.state(user('1'))).toEqual({ data: 'Ada Lovelace', error: undefined, loading: false })
  })

  it('that was refused is asked again by who comes back to it', async () => {
    const { asked, cache } = slowMain()
    const leave = cache.subscribe(user('1'), nobody)
    await asked[0]!.refuse(refusal)
    leave()
    cache.subscribe(user('1'), nobody)
    await asked[1]!.answer('Ada')
    expect(cache.state(user('1'))).toEqual({ data: 'Ada', error: undefined, loading: false })
  })

  it('turns whatever is thrown into a RequestError', async () => {
    const { asked, cache } = slowMain()
    cache.subscribe(user('1'), nobody)
    await asked[0]!.refuse(new Error('gone'))
    expect(cache.state(user('1')).error).toMatchObject({ code: 'internal', message: 'gone' })
  })
})

describe('a change', () => {
  it('during a reading reads once more, however many changes there were', async () => {
    const { asked, cache } = slowMain()
    cache.subscribe(user('1'), nobody)
    cache.invalidate(['directory.user'])
    cache.invalidate(['directory.user'])
    await asked[0]!.answer('from before')
    expect(asked).toHaveLength(2)
    await asked[1]!.answer('from after')
    expect(asked).toHaveLength(2)
    expect(cache.state(user('1'))).toEqual({ data: 'from after', error: undefined, loading: false })
  })

  it('touches the named routes alone, and forgets what nobody looks at', async () => {
    const { asked, cache } = slowMain()
    cache.subscribe(user('1'), nobody)
    cache.subscribe(queryKey('connection.get', {}), nobody)
    const leave = cache.subscribe(user('2'), nobody)
    for (const { answer } of [...asked]) await answer('read')
    leave()
    cache.invalidate(['directory.user'])
    expect(asked.slice(3).map(({ input }) => input)).toEqual([{ id: '1' }])
    expect(cache.state(user('2')).data).toBe(undefined)
    cache.subscribe(user('2'), nobody)
    expect(asked.at(-1)?.input).toEqual({ id: '2' })
  })

  it('of what is asked about empties what is on screen, and drops what is on its way', async () => {
    const { asked, cache } = slowMain()
    const seen: unknown[] = []
    cache.subscribe(user('1'), () => seen.push(cache.state(user('1')).data))
    await asked[0]!.answer('of the former')
    cache.invalidate(['directory.user'])
    const leave = cache.subscribe(user('2'), nobody)
    leave()
    cache.forget(['directory.user'])
    expect(cache.state(user('1'))).toEqual({ data: undefined, error: undefined, loading: true })
    await asked[1]!.answer('of the former, late')
    await asked[2]!.answer('of the former, late')
    expect(cache.state(user('1')).data).toBe(undefined)
    expect(cache.state(user('2')).data).toBe(undefined)
    expect(asked.slice(3).map(({ input }) => input)).toEqual([{ id: '1' }])
    await asked[3]!.answer('of the new one')
    expect(cache.state(user('1'))).toEqual({ data: 'of the new one', error: undefined, loading: false })
    expect(seen).not.toContain('of the former, late')
  })

  it('that brings the answer itself beats one that is still on its way', async () => {
    const { asked, cache } = slowMain()
    const key = queryKey('connection.get', {})
    cache.subscribe(key, nobody)
    cache.put('connection.get', {}, { connection: null })
    await asked[0]!.answer('old')
    expect(cache.state(key)).toEqual({ data: { connection: null }, error: undefined, loading: false })
    expect(asked).toHaveLength(1)
  })
})

it('lets go of the oldest answers nobody looks at, never of one on screen', async () => {
  const { asked, cache } = slowMain()
  cache.subscribe(user('shown'), nobody)
  await asked[0]!.answer('shown')
  for (let i = 0; i < 60; i++) {
    const leave = cache.subscribe(user(String(i)), nobody)
    await asked.at(-1)!.answer(i)
    leave()
  }
  expect(cache.state(user('shown')).data).toBe('shown')
  expect(cache.state(user('0')).data).toBe(undefined)
  expect(cache.state(user('59')).data).toBe(59)
})
