/**
 * Loaded into every process and thread that is to be profiled (`node --import`). While the
 * file `on` lies in the folder that WTMUX_PROFILES names, V8's sampling profiler runs;
 * when it is gone, what was sampled is written beside it.
 *
 * A file and not a signal, because a worker thread gets none.
 */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';

const LOOK_AGAIN_MS = 20;

/** V8 samples each millisecond by itself, which is coarse for a payload of a second. */
const SAMPLE_MICROSECONDS = 250;

const folder = process.env['WTMUX_PROFILES'] ?? '';
const on = join(folder, 'on');

void run();

async function run(): Promise<void> {
  await until(() => existsSync(on));
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  await session.post('Profiler.start');
  await until(() => !existsSync(on));
  const { profile } = await session.post('Profiler.stop');
  const program = basename(process.argv[1] ?? '', '.js');
  const file = join(folder, `${program}-${process.pid}-${threadId}.cpuprofile`);
  writeFileSync(`${file}.part`, JSON.stringify(profile));
  renameSync(`${file}.part`, file);
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await sleep(LOOK_AGAIN_MS, undefined, { ref: false });
}
