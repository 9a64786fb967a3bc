/** The host itself, on a tiny application: what every other spec relies on. All but the last block holds on Electron, too. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ElectronApplication } from '@playwright/test'
import { hasElectronBinary, root } from '../environment/electron.ts'
import { test as base, expect } from './fixture.ts'

interface Sample {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  say(text: string): void
  onHeard(listener: (...args: unknown[]) => void): () => void
  now(): number
  twice(callback: (n: number) => unknown): unknown
  nothing(): never
  missing(): unknown
  facts: Record<string, unknown>
}
declare global {
  interface Window {
    readonly sample: Sample
  }
}

const test = base.extend({
  application: join(root, 'test/electron-host/sample-app'),
  shows: '#state:not(:empty)',
})

/** A global of the sample's main process. */
const inMain = (app: ElectronApplication, name: string) =>
  app.evaluate((_, key) => (globalThis as unknown as Record<string, unknown>)[key], name)

test('the page has the exposed API, frozen, and nothing of Node', async ({ page }) => {
  const facts = await page.evaluate(() => window.sample.facts)
  expect(facts).toEqual({ sandboxed: true, electron: expect.stringMatching(/^\d+\./), list: [1, { deep: true }] })
  const found = await page.evaluate(() => {
    const globals = window as unknown as Record<string, unknown>
    const isLocked = !Reflect.set(window, 'sample', 1) && Object.isFrozen(window.sample.facts['list'])
    return [isLocked, typeof globals['require'], typeof globals['process'], typeof globals['module']]
  })
  expect(found).toEqual([true, 'undefined', 'undefined', 'undefined'])
})

test('functions, results, errors and promises cross the bridge synchronously', async ({ page }) => {
  const crossed = await page.evaluate(async () => {
    const thrown = (work: () => unknown) => {
      try {
        return work()
      } catch (error) {
        return [error instanceof Error, (error as Error).message]
      }
    }
    return [window.sample.now(), window.sample.twice((n) => n * 10), thrown(() => window.sample.nothing())]
  })
  expect(crossed).toEqual([42, [10, 20], [true, 'nothing here']])
})

test('values keep their kinds through invoke, and events arrive until unsubscribed', async ({ page }) => {
  const kinds = await page.evaluate(async () => {
    const cycle: Record<string, unknown> = { date: new Date(5), none: undefined, big: 10n, zero: -0, nan: Number.NaN }
    const map = new Map([[{ key: 1 }, new Set([1, undefined])]])
    const sent = { cycle, map, bytes: new Uint8Array([1, 255]), text: /a/gi, error: new RangeError('r') }
    cycle['self'] = cycle
    const got = (await window.sample.invoke('echo', sent)) as typeof sent
    const [[key, set]] = [...got.map] as [[{ key: number }, Set<unknown>]]
    const { date, none, big, zero, nan, self } = got.cycle
    return [
      [date instanceof Date && date.getTime(), 'none' in got.cycle && none === undefined, big === 10n],
      [Object.is(zero, -0), Object.is(nan, Number.NaN), self === got.cycle],
      [key.key, set.has(undefined), got.bytes instanceof Uint8Array && [...got.bytes], String(got.text)],
      [got.error instanceof Error, got.error.message],
    ]
  })
  expect(kinds).toEqual([
    [5, true, true],
    [true, true, true],
    [1, true, [1, 255], '/a/gi'],
    [true, 'r'],
  ])
  const heard = await page.evaluate(async () => {
    const all: unknown[] = []
    const off = window.sample.onHeard((text, date) => all.push(text, date instanceof Date))
    window.sample.say('one')
    await window.sample.invoke('echo', 1)
    off()
    window.sample.say('two')
    await window.sample.invoke('echo', 2)
    return all
  })
  expect(heard).toEqual(['one', true])
})

test('failures of invoke are worded as Electron words them', async ({ page }) => {
  const failure = (channel: string) =>
    page.evaluate((name) => window.sample.invoke(name, 'boom').catch(String), channel)
  expect(await failure('fail')).toBe("Error: Error invoking remote method 'fail': TypeError: boom")
  expect(await failure('none')).toContain("No handler registered for 'none'")
  const uncloneable = await page.evaluate(() => window.sample.invoke('echo', () => 1).catch(String))
  expect(uncloneable).toBe('Error: An object could not be cloned.')
})

test('a custom scheme serves the page, and main sees its own addresses', async ({ app, page }) => {
  expect(await page.evaluate(() => window.sample.invoke('sender'))).toEqual([
    'sample://page/index.html',
    'sample://page',
    null,
  ])
  const url = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())
  expect(url).toBe('sample://page/index.html')
  const fetched = await page.evaluate(async () => {
    const body = await (await fetch('/body', { method: 'POST', body: 'posted ü' })).text()
    const { referer } = await (await fetch('/headers')).json()
    return [body, referer, (await fetch('/none')).status, isSecureContext]
  })
  expect(fetched).toEqual(['posted ü', 'sample://page/index.html', 404, true])
})

test('the content security policy holds', async ({ page }) => {
  await expect(page).toHaveTitle('Sample page')
  const refused = await page.evaluate(async () => {
    const evaluated = new Promise((resolve) => {
      // A timer, because what the test itself evaluates is exempt.
      setTimeout(() => {
        try {
          resolve(new Function('return 1')())
        } catch (error) {
          resolve((error as Error).name)
        }
      }, 0)
    })
    return [await evaluated, await fetch('https://example.invalid').catch((error) => error.name)]
  })
  expect(refused).toEqual(['EvalError', 'TypeError'])
})

test('navigation, redirects and new windows ask main and stay where they are', async ({ app, page }) => {
  await page.locator('#away').click()
  await page.locator('#redirect').click()
  await page.locator('#blank').click()
  await page.locator('#inside').click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: 'submit' }).click()
  expect(await page.evaluate(() => window.open('https://example.invalid/opened'))).toBe(null)
  await expect
    .poll(() => inMain(app, 'asked'))
    .toEqual([
      'will-navigate https://example.invalid/away',
      'will-navigate sample://page/away',
      'will-redirect https://example.invalid/',
      'window https://example.invalid/blank',
      'window sample://page/index.html#inside',
      'window https://example.invalid/form',
      'window https://example.invalid/opened',
    ])
  await page.locator('#inside').click()
  const current = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())
  await expect.poll(current).toBe('sample://page/index.html#inside')
  await expect.poll(() => app.windows().length).toBe(1)
  await expect(page.locator('h1')).toHaveText('Sample')
})

test('permissions are what the handler answers', async ({ page }) => {
  const state = (name: string) =>
    page.evaluate(async (asked) => (await navigator.permissions.query({ name: asked as 'geolocation' })).state, name)
  expect(await state('geolocation')).toBe('granted')
  expect(await state('notifications')).toBe('denied')
  expect(await state('camera')).toBe('denied')
})

test('a download is told to main and refused', async ({ app, page }) => {
  await page.locator('#download').click()
  await expect.poll(() => inMain(app, 'downloads')).toEqual(['a.txt'])
})

test('the page follows nativeTheme', async ({ app, page }) => {
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate((name) => window.sample.invoke('theme', name), theme)
    await expect.poll(isDark).toBe(theme === 'dark')
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(theme === 'dark')
  }
})

test('dialogs are answered by the spec; links and notifications are recorded and go nowhere', async ({
  app,
  page,
  opened,
  notified,
}) => {
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/chosen'] })
  })
  expect(await page.evaluate(() => window.sample.invoke('ask'))).toEqual({ canceled: false, filePaths: ['/chosen'] })
  await page.evaluate(() => window.sample.invoke('open', 'https://example.invalid/'))
  await app.evaluate(({ Notification }) => new Notification({ title: 'a', body: 'b' }).show())
  expect(await opened()).toEqual(['https://example.invalid/'])
  expect(await notified()).toEqual([{ title: 'a', body: 'b' }])
})

test('menu items act, by click or by role', async ({ app }) => {
  const menu = await app.evaluate(({ Menu, BrowserWindow }) => {
    const clicked: string[] = []
    const item = { id: 'own', label: 'Own', click: () => clicked.push('own') }
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu: [item] }, { role: 'editMenu' }]))
    const built = Menu.getApplicationMenu()!
    built.getMenuItemById('own')!.click()
    const roles = built.items[1]!.submenu!.items.map(({ role, type }) => role ?? type)
    Menu.buildFromTemplate([{ role: 'zoomIn' }]).items[0]!.click()
    return { clicked, roles, zoom: BrowserWindow.getAllWindows()[0]!.webContents.getZoomLevel() }
  })
  expect(menu.clicked).toEqual(['own'])
  expect(menu.roles).toEqual(expect.arrayContaining(['undo', 'separator', 'paste']))
  expect(menu.zoom).toBeCloseTo(0.5)
})

test('a window has its size, its bounds and its end', async ({ app, page }) => {
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480])
  const window = await app.browserWindow(page)
  expect(await window.evaluate((w) => w.isVisible())).toBe(true)
  await window.evaluate((w) => w.setBounds({ width: 700, height: 500 }))
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500])
  await window.evaluate((w) => {
    w.maximize()
    w.on('close', (event: Electron.Event) => {
      if (!(globalThis as { mayClose?: boolean }).mayClose) event.preventDefault()
    })
    w.close()
  })
  expect(await window.evaluate((w) => [w.isMaximized(), w.getNormalBounds().width, w.isDestroyed()])).toEqual([
    true,
    700,
    false,
  ])
  const closed = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => {
    Object.assign(globalThis, { mayClose: true })
    BrowserWindow.getAllWindows()[0]!.close()
  })
  await closed
})

test('storage and settings survive a restart', async ({ launch }) => {
  for (const [runs, kept] of [
    ['1', null],
    ['2', 'kept'],
  ] as const) {
    const { page, stop } = await launch()
    await expect(page.locator('#state')).toHaveText(runs)
    expect(await page.evaluate(() => localStorage.getItem('key'))).toBe(kept)
    await page.evaluate(() => localStorage.setItem('key', 'kept'))
    await stop()
  }
})

test('a second instance hands its arguments over and leaves', async ({ app, application, userData }) => {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const args = [application, `--user-data-dir=${userData}`, '--no-sandbox', '--hello']
  const second = spawn(electron, args, { stdio: 'ignore' })
  expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0)
  await expect.poll(() => inMain(app, 'second')).toMatchObject({ argv: expect.arrayContaining(['--hello']) })
})

test('started by hand it honours --user-data-dir, --remote-debugging-port and --headless', async ({
  application,
  userData,
}) => {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const args = [application, `--user-data-dir=${userData}`, '--remote-debugging-port=0', '--headless', '--no-sandbox']
  const child = spawn(electron, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    const lines = createInterface(child.stderr)
    let port = ''
    for await (const line of lines) {
      port = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? ''
      if (port !== '') break
    }
    const titles = async () => {
      const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { title: string }[]
      return targets.map(({ title }) => title)
    }
    await expect.poll(titles).toContain('Sample page')
    await expect.poll(() => existsSync(join(userData, 'config.json'))).toBe(true)
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
})

test('quitting can be prevented, and then done', async ({ running: { app, stop } }) => {
  const order = await app.evaluate(async ({ app: self }) => {
    const events: string[] = []
    self.once('before-quit', (event) => {
      events.push('before-quit')
      event.preventDefault()
    })
    self.quit()
    await new Promise((resolve) => setTimeout(resolve, 50))
    return events
  })
  expect(order).toEqual(['before-quit'])
  expect(app.windows()).toHaveLength(1)
  await stop()
})

test.describe('only the host', () => {
  test.skip(hasElectronBinary, 'looks at the host from inside')

  const processesOf = (text: string): string[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text)
        } catch {
          return false
        }
      })

  test('what is missing throws by name, and the exit code tells', async ({ launch }) => {
    const { app, stop } = await launch()
    const said = await app.evaluate(({ app: self, autoUpdater, BrowserWindow, shell }) => {
      const of = (work: () => unknown) => {
        try {
          return String(work())
        } catch (error) {
          return (error as Error).message
        }
      }
      const window = BrowserWindow.getAllWindows()[0]!
      return [
        of(() => self.getJumpListSettings()),
        of(() => window.setVibrancy('menu')),
        of(() => shell.trashItem('x')),
        of(() => autoUpdater.checkForUpdates()),
        of(() => new BrowserWindow({ webPreferences: { sandbox: false } })),
        of(() => window.on('swipe', () => {})),
        of(() => window.on('clsed' as 'closed', () => {})),
        of(() => (window as unknown as Record<string, unknown>)['nonsense']),
      ]
    })
    const names = [
      'App.getJumpListSettings',
      'BrowserWindow.setVibrancy',
      'Shell.trashItem',
      'autoUpdater.checkForUpdates',
    ]
    for (const [index, name] of names.entries()) expect(said[index]).toContain(`${name} exists in Electron but not`)
    expect(said[4]).toContain('without sandbox')
    expect(said[5]).toContain("the BrowserWindow event 'swipe'")
    expect(said[6]).toContain("Electron has no BrowserWindow event 'clsed'")
    expect(said[7]).toBe('undefined')
    await stop(70)
  })

  test('what a preload misses throws by name, and the exit code tells', async ({ launch }) => {
    const { page, stop } = await launch()
    const message = await page.evaluate(() => {
      try {
        return window.sample.missing()
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(message).toContain('ipcRenderer.sendSync (preload) is not in the host')
    await stop(70)
  })

  test('what does nothing on purpose is recorded', async ({ app }) => {
    const calls = await app.evaluate(({ app: self }) => {
      self.setBadgeCount(3)
      const { electronHost } = globalThis as unknown as { electronHost: { inertCalls: object[] } }
      return electronHost.inertCalls
    })
    expect(calls).toContainEqual({ member: 'App.setBadgeCount', args: [3] })
  })

  test('killed, it leaves no Chromium and no lock', async ({ launch, userData }) => {
    const { app } = await launch()
    const child = app.process()
    expect(processesOf(userData).length).toBeGreaterThan(2)
    child.kill('SIGKILL')
    await expect.poll(() => processesOf(userData)).toEqual([])
    await launch()
  })

  test('a signal asks it to quit, and it leaves no Chromium', async ({ launch, userData }) => {
    const { app } = await launch()
    const closed = app.waitForEvent('close')
    app.process().kill('SIGTERM')
    await closed
    await expect.poll(() => processesOf(userData)).toEqual([])
  })
})
