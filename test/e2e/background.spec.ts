/** The closed window: the program goes on beside the clock, or ends, as the administrator wants it. */
import type { ElectronApplication, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { tray as text } from '../../shared/text/en/tray.ts'
import { explain } from '../../shared/text/explain.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import { lastRun } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

interface Icon {
  readonly toolTip: string
  readonly items: readonly string[]
  readonly isThere: boolean
}

/** Electron tells nobody what an icon beside the clock shows, so its own methods are listened to. */
const watchTray = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Tray }) => {
    const icon: { toolTip: string; menu: Electron.Menu | null; isThere: boolean } = {
      toolTip: '',
      menu: null,
      isThere: false,
    }
    Object.assign(globalThis, { icon })
    const { setToolTip, setContextMenu, destroy } = Tray.prototype
    Tray.prototype.setToolTip = function (words) {
      icon.isThere = true
      icon.toolTip = words
      setToolTip.call(this, words)
    }
    Tray.prototype.setContextMenu = function (menu) {
      icon.menu = menu
      setContextMenu.call(this, menu)
    }
    Tray.prototype.destroy = function () {
      icon.isThere = false
      destroy.call(this)
    }
  })

const iconOf = (app: ElectronApplication): Promise<Icon> =>
  app.evaluate(() => {
    const { icon } = globalThis as unknown as {
      icon: { toolTip: string; menu: Electron.Menu | null; isThere: boolean }
    }
    return { toolTip: icon.toolTip, items: icon.menu?.items.map(({ label }) => label) ?? [], isThere: icon.isThere }
  })

const choose = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate((_electron, chosen) => {
    const { icon } = globalThis as unknown as { icon: { menu: Electron.Menu } }
    icon.menu.getMenuItemById(chosen)?.click()
  }, id)

const closeWindow = async (app: ElectronApplication, page: Page): Promise<void> => {
  const closed = page.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await closed
}

test('a run survives the closed window; the icon tells of it, and opens a window that shows it', async ({
  launch,
  tenant,
}) => {
  const { app, page, notified, stop } = await launch()
  await connectAndSync(page, tenant)
  await watchTray(app)
  const before = await lastRun(page)
  await tenant.control('POST', 'set', { latencyMs: 400 })
  await request(page, 'sync.start', {})
  await closeWindow(app, page)
  await expect.poll(async () => (await iconOf(app)).isThere).toBe(true)
  expect((await iconOf(app)).items).toEqual([text.open, text.syncNow, '', text.quit])
  expect(await notified()).toEqual([{ title: text.stays, body: text.staysWhy }])
  await expect.poll(async () => (await iconOf(app)).toolTip, { timeout: 30_000 }).toBe(text.last.published)

  const opened = app.waitForEvent('window')
  await choose(app, 'open')
  const again = await opened
  await again.getByRole('heading', { level: 1 }).waitFor()
  expect(await endOfSync(again, before)).toMatchObject({ outcome: 'published', trigger: 'manual' })
  expect((await iconOf(app)).isThere).toBe(false)

  await closeWindow(app, again)
  expect(await notified()).toHaveLength(1)

  await app.evaluate(({ net }) => {
    net.isOnline = () => false
  })
  await choose(app, 'syncNow')
  const { message, remedy } = explain({ code: 'network_unavailable', params: {} }, 'en')
  expect((await notified()).slice(1)).toEqual([{ title: en.app.sync.notStarted, body: `${message} ${remedy}` }])
  expect((await iconOf(app)).toolTip).toBe(text.last.published)
  await choose(app, 'quit')
  await stop()
})

/** What the click on a notification does; each is kept as it is shown. */
const clickNotification = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const { shown } = globalThis as unknown as { shown: Electron.Notification[] }
    shown.at(-1)?.emit('click', {})
  })

test('a run that is held while no window is open says so, once, and leads to the question', async ({
  launch,
  tenant,
}) => {
  const { app, page, notified } = await launch()
  await connectAndSync(page, tenant)
  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = []
    Object.assign(globalThis, { shown })
    const { show } = Notification.prototype
    Notification.prototype.show = function () {
      shown.push(this)
      show.call(this)
    }
  })
  await watchTray(app)
  const query = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const
  const { rows } = await request(page, 'directory.users', { query, offset: 0, limit: 50 })
  for (const { id } of rows) await tenant.control('POST', 'mutate', { op: 'revokeLicenses', id })
  await tenant.control('POST', 'set', { latencyMs: 400 })
  await request(page, 'sync.start', {})
  await closeWindow(app, page)
  const said = [
    { title: text.stays, body: text.staysWhy },
    { title: text.held, body: text.heldWhy },
  ]
  await expect.poll(notified, { timeout: 30_000 }).toEqual(said)
  await expect.poll(async () => (await iconOf(app)).toolTip).toBe(text.last.held)

  const opened = app.waitForEvent('window')
  await clickNotification(app)
  const again = await opened
  await expect(again.getByText(en.overview.attention.what.syncHeld)).toBeVisible()
  await closeWindow(app, again)
  await expect.poll(async () => (await iconOf(app)).isThere).toBe(true)
  expect(await notified()).toEqual(said)
})

test('the closed window ends the program where the administrator wants it, and before anything is connected', async ({
  launch,
  tenant,
}) => {
  const first = await launch()
  const firstEnd = new Promise((resolve) => first.app.process().once('exit', resolve))
  await closeWindow(first.app, first.page)
  expect(await firstEnd).toBe(0)

  const { app, page } = await launch()
  await connectAndSync(page, tenant)
  await page.getByRole('link', { name: en.app.pages.settings }).first().click()
  await page
    .getByRole('navigation', { name: en.settings.menu.label })
    .getByRole('link', { name: en.settings.menu.general })
    .click()
  await page
    .getByRole('combobox', { name: en.settings.general.whenClosed })
    .selectOption(en.settings.general.whenClosedChoices.quit)
  await expect.poll(async () => (await request(page, 'app.info', {})).preferences.whenClosed).toBe('quit')
  const end = new Promise((resolve) => app.process().once('exit', resolve))
  await closeWindow(app, page)
  expect(await end).toBe(0)
})
