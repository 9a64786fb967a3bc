import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Three bundles: main (ESM, with the threads of directory, audit and certificates as further entries), preload (one CommonJS file, as the sandbox asks), renderer. */
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: 'electron/main.ts',
          'directory-thread': 'electron/directory/thread.ts',
          'audit-thread': 'electron/audit/thread.ts',
          'judge-thread': 'electron/smime/judge-thread.ts',
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    // app:// replaces the mark by a nonce made for each load; Griffel's style elements carry it.
    html: { cspNonce: '__NONCE__' },
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Whole, because the development server looks from the root above.
      rolldownOptions: { input: { index: join(import.meta.dirname, 'renderer/index.html') } },
    },
  },
})
