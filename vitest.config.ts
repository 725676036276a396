import { defineConfig } from 'vitest/config';

/** A file for the results, set by .ci/run to count them. */
const results = process.env['WTMUX_TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/helpers/template.ts',
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // A condition that comes true is found at once; the limit is for a busy machine.
    expect: { poll: { timeout: 60_000 } },
    // Tests mostly wait for programs: two leave a quarter of two processors unused.
    maxWorkers: 3,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
