import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { replyTo } from './reply.js';

const SOFTLY = [
  ['DECSTR', '\x1b[!p'],
  ['DECSCL', '\x1b[64;1"p'],
] as const;

/** What xterm 379 answers to DECRQM after a mode was set and each reset came. */
describe.each(SOFTLY)('%s', (_name, reset) => {
  it.each([4, 5, 18, 19, 40, 41, 42, 67, 1000, 1004, 1006, 1047, 1049, 2004])(
    'leaves mode %i set',
    (mode) => expect(afterwards(`\x1b[?${mode}h${reset}`, `?${mode}`)).toBe(1),
  );

  it.each([1, 6, 45, 66, 69, 1045, 2048])('ends mode %i', (mode) =>
    expect(afterwards(`\x1b[?${mode}h${reset}`, `?${mode}`)).toBe(2),
  );

  it.each([7, 25])('sets mode %i again', (mode) =>
    expect(afterwards(`\x1b[?${mode}l${reset}`, `?${mode}`)).toBe(1),
  );

  it.each([18, 19, 1007, 2004])('leaves mode %i reset', (mode) =>
    expect(afterwards(`\x1b[?${mode}l${reset}`, `?${mode}`)).toBe(2),
  );
});

describe('RIS', () => {
  it.each([1, 4, 5, 6, 41, 42, 45, 66, 67, 69, 1000, 1004, 1006, 1047, 1049, 2004])(
    'ends mode %i',
    (mode) => expect(afterwards(`\x1b[?${mode}h\x1bc`, `?${mode}`)).toBe(2),
  );

  it.each([7, 25, 1007])('sets mode %i again', (mode) =>
    expect(afterwards(`\x1b[?${mode}l\x1bc`, `?${mode}`)).toBe(1),
  );

  it.each([2, 4, 20])('ends ANSI mode %i', (mode) =>
    expect(afterwards(`\x1b[${mode}h\x1bc`, String(mode))).toBe(2),
  );

  it('brings back a cursor that was hidden, and lines that end where they end', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('\x1b[?25l\x1b[20h\x1bcab\nc'));
    expect(terminal.cursor.visible).toBe(true);
    expect(replyTo(terminal, '\x1b[6n')).toBe('\x1b[2;4R');
  });
});

/** The state that DECRQM tells of a mode. */
function afterwards(bytes: string, mode: string): number {
  const reply = replyTo(emulator(), `${bytes}\x1b[${mode}$p`);
  const [, state] = /;(\d)\$y$/.exec(reply) ?? [];
  return Number(state);
}

function emulator(): Emulator {
  return new Emulator({ size: { columns: 20, rows: 5 }, scrollback: 10 });
}
