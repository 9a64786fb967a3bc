import { join } from 'node:path'
import type { Bridge } from '../../shared/ipc/contract.ts'
import { request } from '../environment/application.ts'
import { expect, test } from './fixture.ts'

/** Asks as a stranger might: any words, answered by the envelope or by an exception's text. */
const ask = (route: string, input: unknown) =>
  (window as unknown as { tenantry: { request(route: string, input: unknown): Promise<unknown> } }).tenantry
    .request(route, input)
    .catch((error: Error) => error.message)

test('the page reaches main by request and on, and by nothing else', async ({ page }) => {
  const found = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { tenantry: Bridge }).tenantry).sort(),
    frozen: Object.isFrozen((window as unknown as { tenantry: Bridge }).tenantry),
    node: ['require', 'process', 'module', 'global', 'Buffer', '__dirname'].filter((name) => name in window),
  }))
  expect(found).toEqual({ bridge: ['on', 'request'], frozen: true, node: [] })
})

test('an unknown route, surplus words and an oversized text are refused by code', async ({ page }) => {
  const call = (route: string, input: unknown) =>
    page.evaluate(`(${ask.toString()})(${JSON.stringify(route)}, ${JSON.stringify(input)})`)
  expect(await call('vault.get', {})).toMatchObject({ ok: false, error: { code: 'route_not_found' } })
  expect(await call('app.info', { admin: true })).toMatchObject({ ok: false, error: { code: 'validation' } })
  expect(await call('directory.user', { id: 'x'.repeat(10_000) })).toMatchObject({
    ok: false,
    error: { code: 'validation' },
  })
})

test('a window that is not ours is refused, although it shows our page with our preload', async ({ app, page }) => {
  const preload = join(import.meta.dirname, '../../out/preload/index.cjs')
  const [stranger] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ BrowserWindow }, preload) => {
      const foreign = new BrowserWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true } })
      return foreign.loadURL('app://tenantry/index.html')
    }, preload),
  ])
  await stranger.waitForFunction(() => 'tenantry' in window)
  const answer = await stranger.evaluate(`(${ask.toString()})('app.info', {})`)
  expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden_sender' } })
  expect(await request(page, 'app.info', {})).toMatchObject({ packaged: false })
})

test('a link leaves through the system’s browser, from the fixed table alone', async ({ page, opened }) => {
  await request(page, 'app.openLink', { link: 'entraPortal' })
  expect(await opened()).toEqual(['https://entra.microsoft.com/'])
  const forged = await page.evaluate(`(${ask.toString()})('app.openLink', { link: 'https://evil.example/' })`)
  expect(forged).toMatchObject({ ok: false, error: { code: 'validation' } })
  expect(await opened()).toEqual(['https://entra.microsoft.com/'])
})

test('the page cannot leave, open a window or follow a link out', async ({ app, page, opened }) => {
  const address = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.webContents.getURL().split('#')[0]))
  await page.evaluate(() => {
    window.open('https://evil.example/')
    const link = document.createElement('a')
    link.href = 'https://evil.example/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    link.target = ''
    link.click()
    location.href = 'file:///etc/passwd'
  })
  await page.waitForTimeout(500)
  expect(await address()).toEqual(['app://tenantry/index.html'])
  expect(await opened()).toEqual([])
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('the policy stops inline script, eval, foreign addresses and styles without the nonce', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.planted = true'
    document.head.append(script)
    const style = document.createElement('style')
    style.textContent = 'h1 { color: red }'
    document.head.append(style)
    const reached = await fetch('https://localhost:1/').then(
      () => true,
      () => false,
    )
    let evaluated = false
    await new Promise<void>((resolve) => {
      try {
        // A string in a timer is eval by another name; page.evaluate itself is exempt, a timer is not.
        setTimeout('window.planted = true' as unknown as () => void, 0)
        evaluated = true
      } catch {
        evaluated = false
      }
      setTimeout(resolve, 100)
    })
    return {
      planted: 'planted' in window,
      reached,
      styled: style.sheet !== null,
      violations: [...new Set(violations)].sort(),
      evaluated,
    }
  })
  expect(outcome).toMatchObject({ planted: false, reached: false, styled: false })
  expect(outcome.violations).toEqual(expect.arrayContaining(['connect-src', 'script-src-elem', 'style-src-elem']))
})

test('the page’s own styles carry the nonce: nothing is unstyled and nothing violates the policy', async ({
  launch,
}) => {
  const { page } = await launch()
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const background = await page.locator('nav').evaluate((nav) => getComputedStyle(nav).backgroundColor)
  expect(background).not.toBe('rgba(0, 0, 0, 0)')
  expect(violations).toEqual([])
})

test('permissions are denied', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state
    return {
      camera: await ask('camera'),
      geolocation: await ask('geolocation'),
      notifications: Notification.permission,
    }
  })
  expect(states).toEqual({ camera: 'denied', geolocation: 'denied', notifications: 'denied' })
})
