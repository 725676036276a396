/** The measurements, each on one subject. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScratchPlace, start, type SubjectName } from './subjects.js';

/** Every key differs from the last and occurs in no control sequence. */
const KEYS = ['é', 'à', 'ü', 'ö', 'ñ', 'ç', 'ß', 'ø'] as const;

/** Enough for a steady 99th percentile. */
const ECHOES = 300;

/** The rate of a key held down, faster than anybody types. */
const BETWEEN_KEYS_MS = 33;

const SETTLE_MS = 500;

/** Programs that print as they are told; `sh` is on every machine. */
const ECHO = ['sh', '-c', 'stty raw -echo; printf READY; exec cat'] as const;

export type Echo = { readonly medianMs: number; readonly p99Ms: number };

/** How long a typed key takes to its picture. */
export async function echo(name: SubjectName): Promise<Echo> {
  using subject = await start(name, ECHO, 'READY');
  await sleep(SETTLE_MS);
  const times: number[] = [];
  for (let index = 0; index < ECHOES; index += 1) {
    const key = KEYS[index % KEYS.length] ?? KEYS[0];
    const seen = subject.outer.sees(key);
    const typed = performance.now();
    subject.outer.type(key);
    times.push((await seen) - typed);
    await sleep(BETWEEN_KEYS_MS);
  }
  return { medianMs: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
}

export type Throughput = {
  readonly megabytesPerSecond: number;
  /** What the outer terminal was sent for it. */
  readonly writtenMegabytes: number;
  readonly cpuSeconds: number;
};

/** How fast a file is drained, from the Enter to the end mark on the screen. */
export async function throughput(
  name: SubjectName,
  file: string,
  bytes: number,
): Promise<Throughput> {
  const script = `printf READY; read go; cat ${file}; printf '\\n\\033[mFINI''SHED\\n'; read end`;
  using subject = await start(name, ['sh', '-c', script], 'READY');
  await sleep(SETTLE_MS);
  const { outer } = subject;
  const before = { written: outer.written, cpu: cpuSeconds(subject.pids()) };
  const finished = outer.sees('FINISHED');
  const started = performance.now();
  outer.type('\r');
  const seconds = ((await finished) - started) / 1000;
  return {
    megabytesPerSecond: bytes / 1e6 / seconds,
    writtenMegabytes: (outer.written - before.written) / 1e6,
    cpuSeconds: cpuSeconds(subject.pids()) - before.cpu,
  };
}

export type Start = { readonly coldMs: number; readonly warmMs: number };

/** From the command to the agent's picture: with nothing running, and attaching again. */
export async function starting(): Promise<Start> {
  using place = new ScratchPlace();
  const command = ['sh', '-c', 'printf READY; exec sleep 1000'];
  const coldMs = await paint(place, ['new', 'one', '--', ...command]);
  const warm: number[] = [];
  for (let run = 0; run < 5; run += 1) warm.push(await paint(place, ['attach']));
  return { coldMs, warmMs: percentile(warm, 0.5) };
}

async function paint(place: ScratchPlace, args: readonly string[]): Promise<number> {
  const begun = performance.now();
  using outer = place.open(args);
  return (await outer.sees('READY')) - begun;
}

/** The share of a core that host, engine and console take while seven agents are quiet. */
export async function idlePercent(seconds: number): Promise<number> {
  using place = new ScratchPlace();
  for (let agent = 1; agent <= 7; agent += 1)
    place.run(
      'new',
      `a${agent}`,
      '--detach',
      '--',
      'sh',
      '-c',
      'printf READY; exec sleep 1000',
    );
  using outer = place.open(['attach']);
  await outer.sees('READY');
  // Until then the ages of the sessions are counted in seconds.
  await sleep(15_000);
  const pids = [...place.background(), outer.pid];
  const before = cpuSeconds(pids);
  await sleep(seconds * 1000);
  return ((cpuSeconds(pids) - before) / seconds) * 100;
}

/** User and system time of processes: fields 14 and 15 of /proc/PID/stat, in 10 ms ticks. */
function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, count) => sum + count, 0) / 100;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
