import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchIdly, PageCode } from '../../../../renderer/app/page-code.ts'

const Page = () => null
const code = (load: () => Promise<{ readonly default: typeof Page }>) => new PageCode(load)

describe('the code of a page', () => {
  it('is fetched once, and there afterwards', async () => {
    const load = vi.fn(async () => ({ default: Page }))
    const users = code(load)
    expect(users.page).toBeNull()
    expect(await users.fetch()).toBe(Page)
    await users.fetch()
    expect(users.page).toBe(Page)
    expect(load).toHaveBeenCalledOnce()
  })

  it('is tried again when it could not be fetched', async () => {
    const load = vi.fn(async () => ({ default: Page }))
    load.mockRejectedValueOnce(new Error('gone'))
    const users = code(load)
    await expect(users.fetch()).rejects.toThrow('gone')
    expect(await users.fetch()).toBe(Page)
  })
})

describe('fetching while there is nothing to do', () => {
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (task: () => void) => idle.push(task))
  vi.stubGlobal('cancelIdleCallback', (handle: number) => void delete idle[handle - 1])
  afterEach(() => {
    idle.length = 0
  })
  const turn = async () => {
    idle.splice(0).forEach((task) => void task())
    await new Promise((resolve) => setImmediate(resolve))
  }

  it('takes one page a turn, and goes on past one that cannot be fetched', async () => {
    const loads = [vi.fn(async () => ({ default: Page })), vi.fn(), vi.fn(async () => ({ default: Page }))]
    loads[1]?.mockRejectedValue(new Error('gone'))
    fetchIdly(loads.map((load) => code(load as () => Promise<{ default: typeof Page }>)))
    expect(loads[0]).not.toHaveBeenCalled()
    await turn()
    expect(loads.map(({ mock }) => mock.calls.length)).toEqual([1, 0, 0])
    await turn()
    await turn()
    expect(loads.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1])
  })

  it('ends when told', async () => {
    const loads = [vi.fn(async () => ({ default: Page })), vi.fn(async () => ({ default: Page }))]
    const end = fetchIdly(loads.map(code))
    await turn()
    end()
    await turn()
    expect(loads[1]).not.toHaveBeenCalled()
  })
})
