import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      // No test asserts a time, and a busy machine is not a fault: the limits only end what hangs.
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
