/**
 * The longest that anybody waits for a key while another pane's program does its worst:
 * what holds up the host, or the console, holds up that key.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns, besideOthers, type Measurement } from '../measurement.js';
import { start, type Scene, type SubjectName } from '../subjects.js';
import { ECHO, echoOf } from './echo.js';

/** Each has its turn while keys are typed. */
const HOSTILE = [
  'yes',
  'cat /dev/urandom',
  // Lines of 100,000 columns.
  `yes "$(head -c 100000 /dev/zero | tr '\\0' x)"`,
  // Scrolls by more than there will ever be.
  String.raw`yes "$(printf '\033[2147483647S')"`,
] as const;

const TURN_SECONDS = 1.5;

/** Shorter than a stall that would be too long, so that none falls between two keys. */
const BETWEEN_KEYS_MS = 15;

const SETTLE_MS = 500;

const SCENE: Scene = {
  focused: ECHO,
  beside: [
    `sleep 1; while :; do ${HOSTILE.map((one) => `timeout ${TURN_SECONDS} ${one}`).join('; ')}; done`,
  ],
};

export const stall: Measurement = {
  rows: ['stall.longest'],
  measure: (task) =>
    inTurns(besideOthers(task), async (subject) => {
      task.found('stall.longest', subject, await longestEcho(subject));
    }),
};

async function longestEcho(name: SubjectName): Promise<number> {
  using subject = await start(name, SCENE);
  const { outer } = subject;
  await sleep(SETTLE_MS);
  outer.care = 'drop';
  const end = performance.now() + (HOSTILE.length * TURN_SECONDS + 1) * 1000;
  let longest = 0;
  for (let index = 0; performance.now() < end; index += 1) {
    longest = Math.max(longest, await echoOf(outer, letterAt(index)));
    outer.type('\r');
    await sleep(BETWEEN_KEYS_MS);
  }
  return longest;
}

/** Four bytes that noise does not make by chance; no cell gets the letter that it has. */
function letterAt(index: number): string {
  const first = 0x1d552;
  const last = 0x1d6a3;
  return String.fromCodePoint(first + (index % (last - first + 1)));
}
