import { describe, expect, it } from 'vitest'
import { Limiter } from '../../../electron/graph/limiter.ts'
import { FakeClock, settled } from '../../fakes/fake-clock.ts'

const never = new AbortController().signal

/** Tasks that note when they begin and end when told to. */
const bench = (limiter: Limiter) => {
  const begun: string[] = []
  const gates = new Map<string, PromiseWithResolvers<string>>()
  const task = (name: string) => () => {
    begun.push(name)
    const gate = Promise.withResolvers<string>()
    gates.set(name, gate)
    return gate.promise
  }
  return {
    begun,
    run: (name: string, signal = never) => limiter.run(task(name), signal),
    runNext: (name: string, signal = never) => limiter.runNext(task(name), signal),
    end: (name: string) => gates.get(name)?.resolve(name),
  }
}

describe('Limiter', () => {
  it('runs as many at once as allowed, in the order they came', async () => {
    const limiter = new Limiter({ clock: new FakeClock(), concurrency: 2 })
    const { begun, run, end } = bench(limiter)
    const all = ['a', 'b', 'c', 'd'].map((name) => run(name))
    await settled()
    expect(begun).toEqual(['a', 'b'])
    expect(limiter.active).toBe(2)
    end('b')
    await settled()
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const name of ['a', 'c']) end(name)
    await settled()
    end('d')
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
    expect(limiter.active).toBe(0)
  })

  it('lets begun work go before work that has not begun', async () => {
    const { begun, run, runNext, end } = bench(new Limiter({ clock: new FakeClock(), concurrency: 1 }))
    const all = [run('a'), run('b'), runNext('c')]
    await settled()
    for (const name of ['a', 'c', 'b']) {
      end(name)
      await settled()
    }
    expect(begun).toEqual(['a', 'c', 'b'])
    await Promise.all(all)
  })

  it('starts nothing during a pause, lets the running go on, and goes on by itself', async () => {
    const clock = new FakeClock()
    const limiter = new Limiter({ clock })
    const { begun, run, end } = bench(limiter)
    const first = run('a')
    const until = new Date(clock.now().getTime() + 10_000)
    limiter.pauseUntil(until)
    const second = run('b')
    end('a')
    expect(await first).toBe('a')
    expect(limiter.pausedUntil).toEqual(until)
    await clock.advance(9_999)
    expect(begun).toEqual(['a'])
    await clock.advance(1)
    expect(begun).toEqual(['a', 'b'])
    expect(limiter.pausedUntil).toBeNull()
    end('b')
    await second
  })

  it('only ever makes a pause longer', async () => {
    const clock = new FakeClock()
    const limiter = new Limiter({ clock })
    const { begun, run, end } = bench(limiter)
    const at = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000)
    const long = at(30)
    limiter.pauseUntil(at(10))
    limiter.pauseUntil(long)
    limiter.pauseUntil(at(5))
    expect(limiter.pausedUntil).toEqual(long)
    const all = run('a')
    await clock.advance(29_999)
    expect(begun).toEqual([])
    await clock.advance(1)
    expect(begun).toEqual(['a'])
    end('a')
    await all
  })

  it('takes no notice of a pause that is over', async () => {
    const clock = new FakeClock()
    const limiter = new Limiter({ clock })
    limiter.pauseUntil(clock.now())
    expect(limiter.pausedUntil).toBeNull()
    expect(await limiter.run(() => Promise.resolve(1), never)).toBe(1)
  })

  it('drops a waiting task when its signal aborts, during a pause too', async () => {
    const clock = new FakeClock()
    const limiter = new Limiter({ clock, concurrency: 1 })
    const { begun, run, end } = bench(limiter)
    const first = run('a')
    const one = new AbortController()
    const waiting = run('b', one.signal)
    one.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await expect(run('c', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    end('a')
    await first
    limiter.pauseUntil(new Date(clock.now().getTime() + 1000))
    const other = new AbortController()
    const paused = run('d', other.signal)
    other.abort()
    await expect(paused).rejects.toMatchObject({ code: 'cancelled' })
    await clock.advance(1000)
    expect(begun).toEqual(['a'])
  })

  it('waits for an aborted task to have stopped before it says so', async () => {
    const limiter = new Limiter({ clock: new FakeClock() })
    const controller = new AbortController()
    let stopped = false
    const run = limiter.run(async () => {
      await settled()
      await settled()
      stopped = true
      throw new Error('stopped')
    }, controller.signal)
    await Promise.resolve()
    controller.abort()
    await expect(run).rejects.toMatchObject({ code: 'cancelled' })
    expect(stopped).toBe(true)
  })

  it('passes a task’s own error on and goes on', async () => {
    const limiter = new Limiter({ clock: new FakeClock(), concurrency: 1 })
    await expect(limiter.run(() => Promise.reject(new RangeError('x')), never)).rejects.toThrow(RangeError)
    expect(await limiter.run(() => Promise.resolve(2), never)).toBe(2)
  })
})

describe('How many requests the limiter lets through at once', () => {
  const answered = (limiter: Limiter, times: number, used: number | null = null) => {
    for (let at = 0; at < times; at++) limiter.answered(used)
  }
  const later = (clock: FakeClock, seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)

  it('doubles with each round of good answers while nobody has complained, up to its bound', () => {
    const limiter = new Limiter({ clock: new FakeClock(), concurrency: 2, most: 7 })
    answered(limiter, 1)
    expect(limiter.allowed).toBe(2)
    answered(limiter, 1)
    expect(limiter.allowed).toBe(4)
    answered(limiter, 4)
    expect(limiter.allowed).toBe(7)
    answered(limiter, 1_000)
    expect(limiter.allowed).toBe(7)
  })

  it('begins with 4 and ends at 8 unless told otherwise', () => {
    const limiter = new Limiter({ clock: new FakeClock() })
    expect(limiter.allowed).toBe(4)
    answered(limiter, 1_000)
    expect(limiter.allowed).toBe(8)
  })

  it('is halved by a wait that Graph asks for, once for all that are refused meanwhile, and never below one', async () => {
    const clock = new FakeClock()
    const limiter = new Limiter({ clock })
    answered(limiter, 100)
    for (const seconds of [2, 5, 3]) limiter.pauseUntil(later(clock, seconds))
    expect(limiter.allowed).toBe(4)
    for (const expected of [2, 1, 1]) {
      await clock.advance(5_000)
      limiter.pauseUntil(later(clock, 5))
      expect(limiter.allowed).toBe(expected)
    }
  })

  it('recovers after a complaint by one with each round', async () => {
    const clock = new FakeClock()
    const limiter = new Limiter({ clock })
    limiter.pauseUntil(later(clock, 1))
    await clock.advance(1_000)
    expect(limiter.allowed).toBe(2)
    answered(limiter, 2 + 3 + 4)
    expect(limiter.allowed).toBe(5)
  })

  it('does not grow while the tenant says that its limit is near', () => {
    const limiter = new Limiter({ clock: new FakeClock() })
    answered(limiter, 100, 0.8)
    expect(limiter.allowed).toBe(4)
    answered(limiter, 4, 0.5)
    expect(limiter.allowed).toBe(5)
  })

  it('is what really runs', async () => {
    const limiter = new Limiter({ clock: new FakeClock(), concurrency: 2, most: 3 })
    const { begun, run, end } = bench(limiter)
    const all = ['a', 'b', 'c', 'd'].map((name) => run(name))
    await settled()
    expect(begun).toEqual(['a', 'b'])
    answered(limiter, 2)
    await settled()
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const name of ['a', 'b', 'c']) end(name)
    await settled()
    end('d')
    await Promise.all(all)
  })
})
