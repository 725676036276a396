/** `npm run bench [echo|throughput|start|idle]`: measures and prints one table for each. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { echo, idlePercent, starting, throughput } from './measures.js';
import { payloadFile, payloadNames } from './payloads.js';
import { isInstalled, type SubjectName } from './subjects.js';

const PAYLOAD_BYTES = 32 * 1024 * 1024;
const IDLE_SECONDS = 20;

const subjects: readonly SubjectName[] = [
  'bare pty',
  ...(isInstalled('tmux') ? (['tmux'] as const) : []),
  'wtmux',
];

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  async echo() {
    print(['key echo', 'median ms', 'p99 ms']);
    for (const name of subjects) {
      const { medianMs, p99Ms } = await echo(name);
      print([name, medianMs.toFixed(2), p99Ms.toFixed(2)]);
    }
  },

  async throughput() {
    print(['32 MB of', 'through', 'MB/s', 'MB to the terminal', 'CPU s']);
    const folder = mkdtempSync(join(tmpdir(), 'wtmux-bench-'));
    for (const payload of payloadNames) {
      const file = await payloadFile(payload, folder, PAYLOAD_BYTES);
      const { size } = statSync(file);
      for (const name of subjects) {
        const run = await throughput(name, file, size);
        const { megabytesPerSecond, writtenMegabytes, cpuSeconds } = run;
        const figures = [megabytesPerSecond, writtenMegabytes, cpuSeconds];
        print([payload, name, ...figures.map((figure) => figure.toFixed(1))]);
      }
    }
    rmSync(folder, { recursive: true });
  },

  async start() {
    const { coldMs, warmMs } = await starting();
    print(['first paint', 'ms']);
    print(['new agent, nothing running', coldMs.toFixed(0)]);
    print(['attach', warmMs.toFixed(0)]);
  },

  async idle() {
    print(['seven quiet sessions', '% of a core']);
    print(['host, engine and console', (await idlePercent(IDLE_SECONDS)).toFixed(2)]);
  },
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(benchmarks))
  if (wanted.length === 0 || wanted.includes(name)) {
    await measure();
    print([]);
  }
process.exit(0);

function print(cells: readonly string[]): void {
  process.stdout.write(
    `${cells
      .map((cell) => cell.padEnd(28))
      .join('')
      .trimEnd()}\n`,
  );
}
