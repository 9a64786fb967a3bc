import { defineConfig } from 'vitest/config'

/** No test asserts a time, and a busy machine is not a fault: these only end what hangs. */
const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } }

export default defineConfig({
  test: {
    projects: [
      { test: { ...limits, name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        test: { ...limits, name: 'integration', include: ['test/integration/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
})
