// The smallest application that uses what the host's own specs look at.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, protocol, session, shell } from 'electron'
import log from 'electron-log/main'
import Store from 'electron-store'

const folder = import.meta.dirname
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

protocol.registerSchemesAsPrivileged([{ scheme: 'sample', privileges: { standard: true, secure: true } }])
if (app.requestSingleInstanceLock()) app.whenReady().then(boot)
else app.quit()

function boot() {
  log.transports.file.resolvePathFn = () => join(app.getPath('logs'), 'main.log')
  log.transports.console.level = false
  const store = new Store({ defaults: { runs: 0 } })
  store.set('runs', store.get('runs') + 1)
  log.info(`run ${store.get('runs')}`)
  protocol.handle('sample', serve)
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'geolocation'),
  )
  session.defaultSession.on('will-download', (event, item) => {
    event.preventDefault()
    globalThis.downloads = [...(globalThis.downloads ?? []), item.getFilename()]
  })
  ipcMain.handle('echo', (_event, value) => value)
  ipcMain.handle('fail', (_event, text) => {
    throw new TypeError(text)
  })
  ipcMain.handle('runs', () => store.get('runs'))
  ipcMain.handle('sender', ({ senderFrame }) => [senderFrame.url, senderFrame.origin, senderFrame.parent])
  ipcMain.handle('ask', () => dialog.showOpenDialog({ properties: ['openFile'] }))
  ipcMain.handle('open', (_event, url) => shell.openExternal(url))
  ipcMain.handle('theme', (_event, theme) => {
    nativeTheme.themeSource = theme
  })
  ipcMain.on('said', (event, text) => event.sender.send('heard', text, new Date(0)))
  openWindow()
}

async function serve(request) {
  const { host, pathname } = new URL(request.url)
  if (host !== 'page') return new Response(null, { status: 404 })
  if (pathname === '/away') return Response.redirect('https://example.invalid/', 302)
  if (pathname === '/headers') return Response.json(Object.fromEntries(request.headers))
  if (pathname === '/body') return new Response(await request.text())
  try {
    const body = await readFile(join(folder, 'page', pathname))
    const type = types[pathname.slice(pathname.lastIndexOf('.'))]
    return new Response(body, { headers: { 'content-type': type, 'content-security-policy': policy } })
  } catch {
    return new Response(null, { status: 404 })
  }
}

function openWindow() {
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    show: false,
    webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true, contextIsolation: true },
  })
  globalThis.asked = []
  window.once('ready-to-show', () => window.show())
  window.webContents.setWindowOpenHandler(({ url }) => {
    globalThis.asked.push(`window ${url}`)
    return { action: 'deny' }
  })
  for (const name of ['will-navigate', 'will-redirect'])
    window.webContents.on(name, (event, url) => {
      globalThis.asked.push(`${name} ${url}`)
      if (!url.startsWith('sample://page/')) event.preventDefault()
    })
  window.loadURL('sample://page/index.html')
}

app.on('window-all-closed', () => app.quit())
app.on('second-instance', (_event, argv, folder, data) => {
  globalThis.second = { argv, folder, data }
})
