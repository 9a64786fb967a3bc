/** Leads `electron` and its sub-paths to the host, from import and require alike, wherever the importer lies. */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { electron } from './electron.ts'

const main = /^electron(\/(main|common))?$/
const key = Symbol.for('electron-host')
Object.assign(globalThis, { [key]: electron })

/** Named exports have to be written out; a require may have replaced one by now, but import sees the first. */
const source = [
  "const all = globalThis[Symbol.for('electron-host')]",
  'export default all',
  ...Object.keys(electron).map((name) => `const $${name} = all.${name}\nexport { $${name} as ${name} }`),
].join('\n')
const esm = `data:text/javascript,${encodeURIComponent(source)}`
const cjs = pathToFileURL(`${import.meta.dirname}/electron-module.cjs`).href

export const hookModules = (): void => {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'original-fs') return next('node:fs', context)
      if (!main.test(specifier)) return next(specifier, context)
      if (context.conditions.includes('import')) return { url: esm, shortCircuit: true }
      return { url: cjs, format: 'commonjs', shortCircuit: true }
    },
  })
}
