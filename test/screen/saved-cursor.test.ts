/** What belongs to a cursor that is saved, and what ends it, as xterm (patch 379) has it. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';
import { replyTo } from './reply.js';

const SGR = '\x1bP$qm\x1b\\';

const WAYS = [
  ['DECRC', '\x1b7', '\x1b8'],
  ['SCORC', '\x1b[s', '\x1b[u'],
  ['mode 1048', '\x1b[?1048h', '\x1b[?1048l'],
  ['mode 1049', '\x1b[?1049h', '\x1b[?1049l'],
] as const;

describe.each(WAYS)('%s', (_name, save, restore) => {
  it.each([
    ['an underline', '\x1b[4:3;58:5:1m', '\x1b[m', '0;4:3;58:5:1'],
    ['no underline', '', '\x1b[4:3;58:5:1m', '0'],
    ['another underline', '\x1b[4:2m', '\x1b[4:3;58:5:1m', '0;4:2'],
  ])('brings back %s', (_what, before, after, told) => {
    const reply = replyTo(emulator(), before + save + after + restore + SGR);
    expect(reply).toBe(`\x1bP1$r${told}m\x1b\\`);
  });
});

it('keeps the link that was begun since', () => {
  const terminal = emulator();
  terminal.write(Buffer.from('\x1b7\x1b]8;;http://a\x1b\\\x1b8a'));
  expect(terminal.row(0).extras.map(({ link }) => link)).toEqual(['http://a']);
});

it.each([
  ['where none was saved', ''],
  ['after a soft reset', '\x1b(0\x1b7\x1b[!p'],
  ['after a hard reset', '\x1b(0\x1b7\x1bc'],
])('are the first character sets brought back %s', (_when, before) => {
  const terminal = emulator();
  terminal.write(Buffer.from(`${before}\x1b(0\x1b)0\x0e\x1b8q\x0eq`));
  expect(screen(terminal).slice(0, 2)).toBe('qq');
});

it.each(['\x1b[!p', '\x1bc'])('forgets a saved underline by %j', (reset) => {
  const reply = replyTo(emulator(), `\x1b[4:3;58:5:1m\x1b7${reset}\x1b8${SGR}`);
  expect(reply).toBe('\x1bP1$r0m\x1b\\');
});

describe('protection', () => {
  it.each(['\x1b[m', '\x1b[0m', '\x1b[1;0m'])('is not ended by %j', (sgr) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`\x1b[1"q${sgr}ab\x1b[0"qcd\x1b[?2K`));
    expect(screen(terminal).slice(0, 4)).toBe('ab  ');
  });
});

it('begins anew for the screen alignment pattern (DECALN)', () => {
  const terminal = emulator();
  const bytes = `\x1b[2;3r\x1b[?6h\x1b[1;31;44m\x1b[1"q\x1b#8`;
  expect(replyTo(terminal, `${bytes}${SGR}\x1b[?6$p`)).toBe(
    '\x1bP1$r0m\x1b\\\x1b[?6;2$y',
  );
  expect([...terminal.row(0).words.subarray(0, 3)].slice(1)).toEqual([0, 0]);
});

function emulator(): Emulator {
  return new Emulator({ size: { columns: 10, rows: 3 }, scrollback: 0 });
}
