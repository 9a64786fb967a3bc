import type { FakeClock } from '../../fakes/fake-clock.ts'
import type { Tenant } from '../../tenant/start.ts'

/** The time limit of one request. */
const deadline = 100_000

/** The time limit passes at once for each request that is never answered, until the run has ended. */
export const outlast = async <Result>(
  running: Promise<Result>,
  { faults }: Pick<Tenant, 'faults'>,
  clock: FakeClock,
): Promise<Result> => {
  let isOver = false
  const end = () => {
    isOver = true
  }
  running.then(end, end)
  for (let struck = 0; !isOver; await new Promise((resolve) => setTimeout(resolve, 1))) {
    const hits = faults.list().reduce((sum, { rule, hits }) => sum + (rule.fault.kind === 'hang' ? hits : 0), 0)
    if (hits === struck) continue
    struck = hits
    await clock.advance(deadline)
  }
  return running
}
