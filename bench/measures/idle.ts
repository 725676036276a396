/** The share of a core that host, engine and console take while no session prints. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Disposer } from '../../src/base/disposer.js';
import { untilDisposed } from '../leftovers.js';
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

  /** All at once: what each takes is counted by the kernel, and there is room for both. */
  async measure({ rounds, wants, found }) {
    using owned = new Disposer();
    const measured = counts.filter((count) => wants(`idle.${count}`));
    const running: { readonly count: 8 | 64; readonly pids: readonly number[] }[] = [];
    for (const count of measured)
      running.push({ count, pids: await quietSessions(count, owned) });
    const empty = owned.add(new EmptyProcesses()).pids;
    await sleep(SETTLE_MS);
    for (let round = 0; round < rounds; round += 1) {
      const before = running.map(({ pids }) => cpuSeconds(pids));
      const emptyBefore = cpuSeconds(empty);
      await sleep(WINDOW_MS);
      const emptySeconds = cpuSeconds(empty) - emptyBefore;
      running.forEach(({ count, pids }, index) => {
        const seconds = cpuSeconds(pids) - (before[index] ?? 0);
        found(`idle.${count}`, 'wtmux', percentOfWindow(seconds));
        found(`idle.${count}`, 'relay', percentOfWindow(emptySeconds));
      });
    }
  },
};

function percentOfWindow(seconds: number): number {
  return (100 * seconds) / (WINDOW_MS / 1000);
}

/** As many processes as wtmux has, connected as its own are, which do nothing: a floor. */
class EmptyProcesses implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wtmux-bench-empty-'));
  readonly #processes = [LISTENS, CONNECTS, CONNECTS].map((script) =>
    spawn(process.execPath, ['-e', script, join(this.#folder, 'socket')], {
      stdio: 'ignore',
    }),
  );
  readonly #noted = untilDisposed(this);

  get pids(): readonly number[] {
    return this.#processes.flatMap(({ pid }) => pid ?? []);
  }

  [Symbol.dispose](): void {
    this.#noted[Symbol.dispose]();
    for (const one of this.#processes) one.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const LISTENS = `require('net').createServer(() => {}).listen(process.argv[1])`;
/** It is started before anybody listens. */
const CONNECTS = `(function connect() {
  require('net').connect(process.argv[1]).on('error', () => setTimeout(connect, 100));
})()`;

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
