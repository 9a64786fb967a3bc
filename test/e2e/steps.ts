/** What an administrator does, by the names that the administrator reads. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import { expect } from './fixture.ts'

export type PageName = 'overview' | 'users' | 'groups' | 'changes' | 'certificates' | 'audit' | 'settings'

export const titleOf = (page: Page): Locator => page.getByRole('heading', { level: 1 })

/** By the navigation, as a person does. */
export const open = async (page: Page, name: PageName): Promise<void> => {
  const title = en.app.pages[name]
  await page.getByRole('navigation', { name: en.app.nav.label }).getByRole('link', { name: title, exact: true }).click()
  await expect(titleOf(page)).toHaveText(title)
}

/** In the bar at the top, which is there on every page. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('banner').getByRole('button', { name, exact: true }).click()

export const lastRun = async (page: Page): Promise<string | undefined> =>
  (await request(page, 'sync.status', {})).last?.runId

export interface Entered {
  readonly tenantId: string
  readonly clientId: string
  /** PEM text, or the value of a secret. */
  readonly credential: string
  readonly passphrase?: string
}

const { form } = en.settings

/** Put in as a whole, as a paste is; the page's scripts never hold it as an argument of the test. */
const paste = async (field: Locator, text: string): Promise<void> => {
  await field.click()
  await field.press('ControlOrMeta+a')
  await field.press('Delete')
  await field.page().keyboard.insertText(text)
}

/** Fills the form on Settings, Integrations, Entra ID, and presses 'Test and save'. */
export const submitConnection = async (page: Page, entered: Entered): Promise<void> => {
  await paste(page.getByRole('textbox', { name: form.tenantId, exact: true }), entered.tenantId)
  await paste(page.getByRole('textbox', { name: form.clientId, exact: true }), entered.clientId)
  await page.getByRole('radio', { name: form.from.paste, exact: true }).check()
  await paste(credentialField(page), entered.credential)
  if (entered.passphrase !== undefined) await paste(passphraseField(page), entered.passphrase)
  await page.getByRole('button', { name: form.submit }).click()
}

/** What the service said no to: what happened, the cure, and what its support asks for. */
export const expectRefusal = async (page: Page, message: string, remedy: string): Promise<void> => {
  const alert = page.getByRole('alert').filter({ hasText: message })
  await expect(alert).toContainText(remedy)
  await expect(alert.getByRole('button', { name: en.app.copy.details })).toBeVisible()
}

/** What is wrong with an entry, said at its field before anything is sent. */
export const expectProblem = async (field: Locator, message: string, remedy: string): Promise<void> => {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(new RegExp(`${RegExp.escape(message)}.*${RegExp.escape(remedy)}`))
}

export const credentialField = (page: Page): Locator => page.getByRole('textbox', { name: form.paste, exact: true })
export const passphraseField = (page: Page): Locator =>
  page.getByRole('textbox', { name: form.passphrase, exact: true })

/** What the system's dialog answers from now on: a path, or null as somebody who cancels it. */
export const answerSaveDialog = (app: ElectronApplication, filePath: string | null): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' })
  }, filePath)

export const rowsOf = (page: Page): Locator => page.getByRole('grid').getByRole('row')

export const searchFor = (page: Page, label: string, text: string): Promise<void> =>
  page.getByRole('searchbox', { name: label }).fill(text)

/** For files that share one run: the first test connects. */
export const ensureSynchronised = async (page: Page, tenant: Parameters<typeof connectAndSync>[1]): Promise<void> => {
  const { connection } = await request(page, 'connection.get', {})
  const { last } = await request(page, 'sync.status', {})
  if (connection === null) await connectAndSync(page, tenant)
  else if (last === null) await endOfSync(page)
}
