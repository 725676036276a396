/** How long a typed key takes to its picture, with nothing else going on and with floods. */
import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns, besideOthers, type Measurement } from '../measurement.js';
import type { Outer } from '../outer.js';
import { median, percentile } from '../statistics.js';
import { start, type Scene, type SubjectName } from '../subjects.js';

/** Enough of a round for a 99th percentile, with five rounds. */
const KEYS = 200;

/** Code is compiled and buffers have grown by then. */
const UNCOUNTED_KEYS = 50;

/** Times vary, so that keys do not fall in step with frames. A hand does 10 keys a second. */
const MIN_BETWEEN_KEYS_MS = 15;
const MAX_BETWEEN_KEYS_MS = 35;

const SETTLE_MS = 500;

/** Draws what is typed. */
export const ECHO = 'stty raw -echo; printf READY; exec cat';
const FLOOD = 'exec yes';

export const ECHO_SCENE: Scene = { focused: ECHO };
export const FLOOD_SCENE: Scene = { focused: ECHO, beside: [FLOOD, FLOOD, FLOOD] };

export const echo: Measurement = {
  rows: ['echo.median', 'echo.p99'],
  measure: (task) =>
    inTurns(task, async (subject) => {
      const times = await echoes(subject, ECHO_SCENE);
      task.found('echo.median', subject, median(times));
      task.found('echo.p99', subject, percentile(times, 0.99));
    }),
};

export const flood: Measurement = {
  rows: ['flood.median', 'flood.p99'],
  measure: (task) =>
    inTurns(besideOthers(task), async (subject) => {
      const times = await echoes(subject, FLOOD_SCENE);
      task.found('flood.median', subject, median(times));
      task.found('flood.p99', subject, percentile(times, 0.99));
    }),
};

async function echoes(name: SubjectName, scene: Scene): Promise<readonly number[]> {
  using subject = await start(name, scene);
  // Awaited: the subject ends with this block.
  return await typeKeys(subject.outer);
}

/** Milliseconds from key to picture. The screen is not drawn any more after it. */
export async function typeKeys(outer: Outer): Promise<readonly number[]> {
  // Terminals are asked things when they come; until then they answer.
  await sleep(SETTLE_MS);
  outer.care = 'drop';
  const times: number[] = [];
  for (let index = 0; index < UNCOUNTED_KEYS + KEYS; index += 1) {
    times.push(await echoOf(outer, keyAt(index)));
    const spread = Math.random() * (MAX_BETWEEN_KEYS_MS - MIN_BETWEEN_KEYS_MS);
    await sleep(MIN_BETWEEN_KEYS_MS + spread);
  }
  return times.slice(UNCOUNTED_KEYS);
}

/** Milliseconds from `keys` to their picture. */
export async function echoOf(outer: Outer, keys: string): Promise<number> {
  const seen = outer.sees(keys);
  const typed = performance.now();
  outer.type(keys);
  return (await seen) - typed;
}

/** Letters that nothing else writes, each a long time from its next use. */
function keyAt(index: number): string {
  const first = 0x100;
  const last = 0x24f;
  return String.fromCodePoint(first + (index % (last - first + 1)));
}
