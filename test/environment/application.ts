import type { Page } from '@playwright/test'
import type { SyncRun } from '../../shared/domain/sync.ts'
import type { Input, Output, Route } from '../../shared/ipc/contract.ts'
import type { Result } from '../../shared/ipc/errors.ts'

/** Through the application's own IPC, as its page speaks to main: what is read here is what an administrator sees. */
export async function request<R extends Route>(page: Page, route: R, input: Input<R>): Promise<Output<R>> {
  // As text, since Playwright's types for arguments lose what belongs to which route.
  const call = `window.tenantry.request(${JSON.stringify(route)}, ${JSON.stringify(input)})`
  const answer = await page.evaluate<Result<Output<R>>>(call)
  if (!answer.ok)
    throw new Error(`${route}: ${answer.error.code}: ${answer.error.message} ${answer.error.remedy ?? ''}`)
  return answer.data
}

interface Registered {
  readonly tenantId: string
  readonly clientId: string
  readonly certificatePem: string
  readonly privateKeyPem: string
}

/** Connects by certificate and waits for the first sync to end, whatever its outcome. */
export async function connectAndSync(page: Page, tenant: Registered): Promise<SyncRun> {
  const { tenantId, clientId, certificatePem, privateKeyPem } = tenant
  const credential = { from: 'paste', text: `${certificatePem}\n${privateKeyPem}` } as const
  await request(page, 'connection.testAndSave', { tenantId, clientId, cloud: 'global', credential })
  return endOfSync(page)
}

/** The run that ended last, once none is under way; a run that had ended before does not count. */
export async function endOfSync(page: Page, before?: string): Promise<SyncRun> {
  for (;;) {
    const { progress, last } = await request(page, 'sync.status', {})
    if (progress === null && last !== null && last.runId !== before) return last
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
