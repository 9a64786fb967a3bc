/** Everything is reached by keyboard alone, and nobody loses the place. */
import { en } from '../../shared/text/en/index.ts'
import { request } from '../environment/application.ts'
import { ensureSynchronised, open, rowsOf, titleOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 300, groups: 40 } })

test.beforeEach(async ({ page, tenant }) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'overview')
})

const byName = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const

test('Ctrl+K finds a person, and Enter opens the details', async ({ page }) => {
  const { rows } = await request(page, 'directory.users', { query: byName, offset: 150, limit: 1 })
  const { mail, displayName } = rows[0] ?? { mail: '', displayName: '' }
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: en.app.palette.label })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(mail)
  await expect(palette.getByRole('option').first()).toContainText(displayName ?? '')
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(titleOf(page)).toHaveText(en.users.title)
  const label = en.users.details.label({ name: displayName ?? '' })
  await expect(page.getByRole('complementary', { name: label })).toBeVisible()
})

test('Enter right after the last letter opens what was typed, not what was found before', async ({ page }) => {
  const { rows } = await request(page, 'directory.users', { query: byName, offset: 120, limit: 1 })
  const { mail, displayName } = rows[0] ?? { mail: '', displayName: '' }
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: en.app.palette.label }).getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(mail)
  await page.keyboard.press('Enter')
  const label = en.users.details.label({ name: displayName ?? '' })
  await expect(page.getByRole('complementary', { name: label })).toBeVisible()
})

test('Escape closes the palette and gives the focus back', async ({ page }) => {
  const link = page.getByRole('navigation').getByRole('link', { name: en.users.title, exact: true })
  await link.focus()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(link).toBeFocused()
})

test('Ctrl and a digit opens a page, Alt and an arrow goes back, and the title has the focus', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+2')
  await expect(titleOf(page)).toHaveText(en.users.title)
  await expect(titleOf(page)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+3')
  await expect(titleOf(page)).toHaveText(en.groups.title)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(titleOf(page)).toHaveText(en.users.title)
})

test('in a list arrows move, End reaches the last row, Enter opens and Escape closes with the focus back', async ({
  page,
}) => {
  await open(page, 'users')
  const grid = page.getByRole('grid')
  // -1 until the list is known.
  await expect(grid).toHaveAttribute('aria-rowcount', /^[1-9]/)
  const total = Number(await grid.getAttribute('aria-rowcount'))
  await rowsOf(page).nth(1).click()
  await page.keyboard.press('ArrowDown')
  const row = page.locator('[role=row]:focus')
  await expect(row).toHaveAttribute('aria-rowindex', '3')
  await page.keyboard.press('End')
  await expect(row).toHaveAttribute('aria-rowindex', String(total))
  await expect(row).toBeInViewport()
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary')
  await expect(details).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await expect(row).toHaveAttribute('aria-rowindex', String(total))
  await page.keyboard.press('Home')
  await expect(row).toHaveAttribute('aria-rowindex', '2')
})

test('the head of a list sorts by keyboard', async ({ page }) => {
  await open(page, 'users')
  await expect(rowsOf(page).nth(1)).not.toHaveAttribute('aria-busy', 'true')
  const sorted = page.locator('[role=columnheader][aria-sort=ascending], [role=columnheader][aria-sort=descending]')
  await expect(sorted).toHaveAttribute('aria-sort', 'ascending')
  await rowsOf(page).nth(1).click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(sorted).toHaveCount(1)
  const before = await sorted.textContent()
  await page.keyboard.press('Enter')
  await expect(sorted).toHaveText(before ?? '')
})

test('F6 goes through the regions of the window and comes round', async ({ page }) => {
  await open(page, 'users')
  const region = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'])
  const visited = new Set<string | undefined>()
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('F6')
    visited.add(await region())
  }
  expect([...visited].sort()).toEqual(['foot', 'nav', 'page', 'top'])
  const here = await region()
  await page.keyboard.press('F6')
  await page.keyboard.press('Shift+F6')
  expect(await region()).toBe(here)
})

test('commands of the native menu reach the page', async ({ app, page }) => {
  const click = (id: string) =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
  await click('openSettings')
  await expect(titleOf(page)).toHaveText(en.settings.title)
  await click('showShortcuts')
  await expect(page.getByRole('dialog', { name: en.app.shortcuts.title })).toBeVisible()
  await page.keyboard.press('Escape')
  await click('openPalette')
  await expect(page.getByRole('dialog', { name: en.app.palette.label })).toBeVisible()
  await page.keyboard.press('Escape')
})
