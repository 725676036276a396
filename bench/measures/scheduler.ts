/** The scheduler alone, and the check of a plan: no process is started and no git asked. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readPlan } from '../../src/formats/plan-file.js';
import type { Measurement } from '../measurement.js';

const program = join(import.meta.dirname, 'bench-scheduler.mjs');

/** Of a plan that a large company might write; its file has 90 KB. */
const CHECKED = 500;

export const scheduler = {
  rows: ['scheduler.run', 'scheduler.memory', 'scheduler.growth', 'plan.check'],
  async measure({ rounds, found }) {
    for (let round = 0; round < rounds; round += 1) {
      const large = played(10_000, 1);
      const small = played(100, 100);
      found('scheduler.run', 'wtmux', large.ms);
      found('scheduler.memory', 'wtmux', large.megabytes);
      found('scheduler.growth', 'wtmux', large.ms / small.ms);
      found('plan.check', 'wtmux', checkMs());
    }
    return Promise.resolve();
  },
} as const satisfies Measurement;

type Played = { readonly ms: number; readonly megabytes: number };

function played(workstreams: number, runs: number): Played {
  const args = [program, String(workstreams), String(runs)];
  const printed: Played = JSON.parse(execFileSync(process.execPath, args).toString());
  return printed;
}

/** The first check in a process, as a command makes it. */
function checkMs(): number {
  const lines = Array.from(
    { length: CHECKED },
    (_, at) =>
      `  - { id: w${at}, name: Workstream ${at}, prompt: "Do it. And say so.", estimate: 2d, ` +
      `owns: [src/w${at}/**], dependsOn: [${at === 0 ? '' : `w${at - 1}`}] }`,
  );
  const text = `version: 1\nworkstreams:\n${lines.join('\n')}\n`;
  const began = performance.now();
  const read = readPlan(text, { file: 'wtmux.yaml', defaultBase: 'main' });
  if (!read.ok) throw new Error('the plan of the benchmark is not sound');
  return performance.now() - began;
}
