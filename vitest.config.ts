import { defineConfig } from 'vitest/config';

/** A file for the results, set by .ci/run to count them. */
const results = process.env['WTMUX_TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
