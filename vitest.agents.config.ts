import { defineConfig } from 'vitest/config';

/** Real agents, one after the other: each is a program of 200 MB. */
export default defineConfig({
  test: {
    include: ['test/real-agents/**/*.agents.ts'],
    globalSetup: 'test/helpers/template.ts',
    testTimeout: 300_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 10_000 } },
    fileParallelism: false,
  },
});
