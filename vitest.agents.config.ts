import { defineConfig } from 'vitest/config';

/** Real agents, one after the other: each is a program of 200 MB. */
export default defineConfig({
  test: {
    include: ['test/real-agents/**/*.agents.ts'],
    globalSetup: 'test/helpers/template.ts',
    testTimeout: 600_000,
    hookTimeout: 900_000,
    // Of two that start at once on two busy processors each took 58 s to its first word.
    env: { WTMUX_TEST_PATIENCE_MS: '180000' },
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
  },
});
