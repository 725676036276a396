import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { findMenu } from '../../src/agents/menu.js';
import { chooseOption, type Answered } from '../../src/engine/choosing.js';
import { LIMITS } from '../../src/engine/limits.js';
import { random } from '../helpers/random.js';
import { inHost, session } from './in-host.js';

/** Asks, and changes what it asks when it is told by a signal. */
const ASKS = join(import.meta.dirname, 'changing-menu.cjs');

const captured = z.object({ lines: z.array(z.string()) });
/**
 * Each is drawn by a program and waited for, so several programs are asked at a time; with
 * the cursors of Claude Code, Codex and Gemini.
 */
const ASKERS = ['❯', '›', '●', '❯', '›', '❯', '›', '●', '❯', '›'];
const CHANGES = 1000 / ASKERS.length;

/** A busy machine sees ten changes a second. */
const LIMIT_MS = 300_000;

/** The one that asks. */
async function anAsker(mark: string) {
  const running = await inHost(ASKS, mark);
  const { lines, pid, folder } = running;
  await expect.poll(async () => shownBy(await lines())).toContain('No');
  const written = async (name: string) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    return text.split('\n').slice(0, -1);
  };
  let changes = 0;
  return {
    ...running,
    /** Resolves when the host shows what that drew, whatever was still drawn before it. */
    async change() {
      process.kill(pid, 'SIGUSR2');
      changes++;
      let first: string | undefined;
      while (first === undefined) first = (await written('changes'))[changes - 1];
      while (!shownBy(await lines()).startsWith(first.trimEnd()));
    },
    /** Each key that it got, with what it showed then. */
    got: () => written('keys'),
  };
}

const CURSOR = /[❯›●]/;

/** With its answers, wherever the cursor is. */
function questionOf(shown: string): string {
  return shown.replace(CURSOR, ' ');
}

function shownBy(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('|')
    .replace(/\|+$/, '');
}

it(
  'sends no key to a menu that was not read, in 1,000 changes between reading and answering',
  { timeout: LIMIT_MS },
  async () => {
    const races = await Promise.all(
      ASKERS.map((mark, at) => raced(mark, 20_261_130 + at)),
    );
    for (const { changes, taken, sent, strayed, got } of races) {
      expect(changes).toBeGreaterThanOrEqual(CHANGES);
      expect(taken).toBeGreaterThan(0);
      expect(got).toEqual(sent);
      expect(strayed).toEqual([]);
      // Nor is one chosen that was not meant.
      for (const key of sent.filter((one) => one.endsWith('"\\r"')))
        expect(key).toMatch(/[❯›●] \d\. No\b/);
    }
  },
);

/** Answers one question after the other, each of which may change once it was read. */
async function raced(mark: string, seed: number) {
  const { chance } = random(seed);
  await using asker = await anAsker(mark);
  const { peer, screens } = asker;
  const sent: string[] = [];
  const strayed: string[] = [];
  const seen = { changes: 0, read: '', asked: '' };
  const host: Answered['host'] = {
    async ask(request) {
      const answer = await peer.ask(request);
      if (request.type === 'capture' && answer.ok) {
        seen.read = shownBy(captured.parse(answer.value).lines);
        seen.asked ||= questionOf(seen.read);
        if (chance(0.5)) {
          await asker.change();
          seen.changes++;
        }
      }
      if (request.type === 'press' && answer.ok && answer.value === true) {
        sent.push(`${seen.read} ${JSON.stringify(request.keys)}`);
        if (questionOf(seen.read) !== seen.asked) strayed.push(seen.read);
        // A busy machine may let it read the key only after it was told to change.
        while ((await asker.got()).length < sent.length);
      }
      return answer;
    },
  };
  let taken = 0;
  while (seen.changes < CHANGES) {
    seen.asked = '';
    const chosen = await chooseOption(
      { host, screens, limits: LIMITS },
      { session, menuOn: findMenu, label: /^No/ },
    );
    if (chosen.ok) taken++;
  }
  return { changes: seen.changes, taken, sent, strayed, got: await asker.got() };
}

/** An option that takes a text, as Gemini CLI's does. */
const TAKES_A_TEXT = String.raw`
let text = '', cursor = 0;
const row = (at, label) => (cursor === at ? '●' : ' ') + ' ' + (at + 1) + '. ' + label + '\r\n';
const draw = () => process.stdout.write('\x1b[H\x1b[2JStart?\r\n' + row(0, 'Yes') + row(1, text || 'Type your feedback...'));
process.stdin.setRawMode(true);
process.stdin.on('data', (bytes) => {
  const keys = String(bytes);
  if (keys === '\r') return text && process.stdout.write('\x1b[H\x1b[2Jtold: ' + text);
  if (keys === '\x1b[B') cursor = 1;
  else if (cursor === 1) text += keys;
  draw();
});
draw();
`;

it('types a reason into the option that takes it, before it is chosen', async () => {
  await using taker = await inHost('-e', TAKES_A_TEXT);
  const { peer: host, screens } = taker;
  await expect.poll(taker.lines).toContain('  2. Type your feedback...');
  const wish = { session, menuOn: findMenu, label: /^Type your feedback/ };
  const chosen = await chooseOption(
    { host, screens, limits: LIMITS },
    { ...wish, text: 'in French' },
  );
  expect(chosen).toEqual({ ok: true, value: null });
  expect(screens.text(session)?.lines[0]).toBe('told: in French');
});
