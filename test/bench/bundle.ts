import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

export interface Bundles {
  readonly child: string
  /** Of the directory's threads, as an address. */
  readonly thread: string
}

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'out/bench')

const bundle = async (): Promise<Bundles> => {
  await build({
    ...{ configFile: false, root, logLevel: 'warn' },
    build: {
      ...{ outDir: folder, emptyOutDir: true, ssr: true, target: 'node22', minify: false },
      rolldownOptions: {
        input: { child: 'test/bench/sync-child.ts', thread: 'electron/directory/thread.ts' },
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers'] },
  })
  return { child: join(folder, 'child.js'), thread: pathToFileURL(join(folder, 'thread.js')).href }
}

let made: Promise<Bundles> | null = null

/** One side of the comparison as the application is: bundled. Node's own way with sources takes memory in every thread. */
export const bundles = (): Promise<Bundles> => {
  made ??= bundle()
  return made
}
