/** The texts that Chromium runs in every new document before the page's own scripts. */
import { readFileSync } from 'node:fs'
import { createCodec } from '../codec.ts'
import { createBridge } from './bridge.ts'
import { type PreloadEnvironment, runPreload } from './preload.ts'

/** As Electron names it. */
export const preloadWorld = 'Electron Isolated Context'

/** Preloads run in the top frame only, as in Electron. */
const inTopFrame = (code: string) => `if (window.top === window) {\n${code}\n}`

export const mainWorldScript = (token: string): string =>
  inTopFrame(`(${createBridge})('main', ${JSON.stringify(token)})`)

export const preloadScript = (preloadPath: string | undefined, token: string, channel: string): string => {
  const { platform, arch, version, versions, execPath, env } = process
  const rest = { type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true }
  const environment = {
    channel,
    preloadPath: preloadPath ?? '',
    process: { platform, arch, version, versions, execPath, env, argv: [execPath, '--type=renderer'], ...rest },
  } as PreloadEnvironment
  // Function parameters hide the page's own globals of these names, as Electron's wrapper does.
  const wrapped =
    preloadPath === undefined
      ? 'undefined'
      : `function (require, module, exports, process, global, setImmediate, clearImmediate) {${readFileSync(preloadPath, 'utf8')}\n}`
  return inTopFrame(
    `(${runPreload})(${JSON.stringify(environment)}, (${createCodec})(), (${createBridge})('preload', ${JSON.stringify(token)}), ${wrapped})`,
  )
}
