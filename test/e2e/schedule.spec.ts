/** Runs that nobody asks for: at the start, after sleep, and every so often. */

import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import { everything } from '../fakes/audit-filter.ts'
import { look } from './look.ts'
import { lastRun, open, titleOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

const text = en.sync.schedule

test('the schedule is set on the page of the sync, is recorded, and outlives a restart, after which a run begins by itself', async ({
  launch,
  tenant,
}) => {
  const { app, page, stop } = await launch()
  await connectAndSync(page, tenant)
  await page.getByRole('banner').getByTitle(en.app.sync.showRun).click()
  const section = page.getByRole('region', { name: text.title })
  await expect(section).toContainText(text.next)
  await section.getByRole('combobox', { name: text.every }).selectOption(text.intervals[240])
  await expect.poll(async () => (await request(page, 'sync.schedule', {})).schedule?.everyMinutes).toBe(240)
  await look(app, page, 'sync-schedule')
  await section.getByRole('switch', { name: text.pause }).click()
  await expect(section).toContainText(text.paused)
  await look(app, page, 'sync-schedule-paused')
  await section.getByRole('switch', { name: text.pause }).click()
  await expect(section).toContainText(text.next)
  await open(page, 'overview')
  const { rows } = await request(page, 'audit.list', {
    filter: { ...everything, actions: ['scheduleChanged'], outcomes: ['succeeded'] },
    offset: 0,
    limit: 10,
  })
  expect(
    rows.map(({ before, after }) => [before?.['everyMinutes'], after?.['everyMinutes'], after?.['paused']]),
  ).toEqual([
    [240, 240, false],
    [240, 240, true],
    [15, 240, false],
  ])
  const last = await lastRun(page)
  await stop()
  const again = await launch()
  expect((await endOfSync(again.page, last)).trigger).toBe('start')
  await expect
    .poll(async () => (await request(again.page, 'sync.schedule', {})).schedule)
    .toMatchObject({
      everyMinutes: 240,
      paused: false,
      nextAt: expect.any(String),
    })

  await again.page.getByRole('banner').getByTitle(en.app.sync.showRun).click()
  const runs = again.page.getByRole('table', { name: en.sync.runs.title })
  await expect(runs.getByRole('row')).toHaveCount(3)
  await expect(runs.getByRole('row').nth(1)).toContainText(en.sync.triggers.start)
  await expect(runs.getByRole('row').nth(2)).toContainText(en.sync.triggers.connected)
  await runs.getByRole('link').last().click()
  await expect(titleOf(again.page)).toBeVisible()
  await expect.poll(() => again.page.evaluate(() => location.hash)).toContain(`run=${last}`)
  await look(again.app, again.page, 'sync-runs')
})
