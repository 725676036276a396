/** The share of a core that host, engine and console take while no session prints. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Disposer } from '../../src/base/disposer.js';
import type { Measurement } from '../measurement.js';
import { cpuSeconds } from '../processes.js';
import { ScratchPlace } from '../scratch-place.js';

const WINDOW_MS = 20_000;

/** Everything has started and is compiled, and no age is counted in seconds any more. */
const SETTLE_MS = 20_000;

const QUIET = 'printf READY; exec sleep 100000';

const counts = [8, 64] as const;

export const idle: Measurement = {
  rows: ['idle.8', 'idle.64'],

  /** Both at once: what each takes is counted by the kernel, and there is room for both. */
  async measure({ rounds, wants, found }) {
    using owned = new Disposer();
    const measured = counts.filter((count) => wants(`idle.${count}`));
    const running: { readonly count: 8 | 64; readonly pids: readonly number[] }[] = [];
    for (const count of measured)
      running.push({ count, pids: await quietSessions(count, owned) });
    await sleep(SETTLE_MS);
    for (let round = 0; round < rounds; round += 1) {
      const before = running.map(({ pids }) => cpuSeconds(pids));
      await sleep(WINDOW_MS);
      running.forEach(({ count, pids }, index) => {
        const seconds = cpuSeconds(pids) - (before[index] ?? 0);
        found(`idle.${count}`, 'wtmux', (100 * seconds) / (WINDOW_MS / 1000));
      });
    }
  },
};

async function quietSessions(count: number, owned: Disposer): Promise<readonly number[]> {
  const place = owned.add(new ScratchPlace());
  place.up(
    Array.from({ length: count }, (_, index) => `s${index + 1}`),
    QUIET,
  );
  const outer = owned.add(place.open(['attach']));
  await outer.shows((screen) => screen.includes('READY'));
  return [place.host, place.engine, outer.pid];
}
