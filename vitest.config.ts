import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A file for the results, set by .ci/run to count them. */
const results = process.env['WTMUX_TEST_RESULTS'];

/** Whose tests start the most programs, and last longest by that. */
const LONGEST = ['test/e2e/', 'test/engine/'];

/** The longest first, also where no run before tells which they are: the end is even then. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const path = relative(import.meta.dirname, moduleId);
  const at = LONGEST.findIndex((folder) => path.startsWith(folder));
  return at < 0 ? LONGEST.length : at;
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Loading the program anew for each file took a fifth of all the time.
    isolate: false,
    setupFiles: 'test/helpers/shared-process.ts',
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/helpers/template.ts',
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // A condition that comes true is found at once; the limit is for a busy machine.
    expect: { poll: { timeout: 60_000 } },
    // Tests mostly wait for programs, also where all processors are at work.
    maxWorkers: 4,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
