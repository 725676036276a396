/** Lines are read as an emulator draws them, whatever text and styles they have. */
import { expect, it } from 'vitest';
import { ansiLine } from '../../src/compositor/ansi-text.js';
import { Emulator } from '../../src/screen/emulator.js';
import { ScreenView } from '../../src/screen/screen-view.js';
import { BLANK_ROW, type Row } from '../../src/screen/row.js';
import { rowOfLine } from '../../src/screen/styled-line.js';
import { random, seeds, type Random } from '../helpers/random.js';

const COLUMNS = 120;

const TEXTS = [
  'a',
  ' ',
  'plain text',
  'e\u0301',
  '漢字',
  '│',
  '●',
  '…',
  '🚀',
  '👩‍💻',
  '🇩🇪',
  '✔️',
  '❤︎',
  '각',
  'क्षि',
  '\x07',
] as const;

it.each(seeds(40))('a line is the row that an emulator draws: seed %i', (seed) => {
  const rng = random(seed);
  rng.times(20, 20, () => {
    const line = rng.times(0, 12, () => pieceOf(rng)).join('');
    const row = ansiLine(rowOfLine(line, COLUMNS));
    expect(JSON.stringify({ line, row })).toBe(
      JSON.stringify({ line, row: ansiLine(drawn(line)) }),
    );
  });
});

it('is cut at the width, and not within a character', () => {
  expect(ansiLine(rowOfLine('abcdef', 4))).toBe('abcd');
  expect(ansiLine(rowOfLine('abc漢', 4))).toBe('abc');
  expect(ansiLine(rowOfLine('ab漢', 4))).toBe('ab漢');
  expect(rowOfLine('ab', 4).words).toHaveLength(6);
  expect(rowOfLine('', 4)).toBe(BLANK_ROW);
});

it('leaves out sequences that are no style', () => {
  const line = 'a\x1b[2Jb\x1b]0;title\x07c\x1b[3;4Hd\x1b[?25le\x1b';
  expect(ansiLine(rowOfLine(line, 40))).not.toMatch(/[\x00-\x1f]/);
  expect(ansiLine(rowOfLine('a\x1b[2Jb\x1b[3;4Hd', 40))).toBe('abd');
});

function pieceOf(rng: Random): string {
  if (rng.chance(0.5)) return rng.pick(TEXTS);
  const parameters = rng.times(0, 3, () => parameterOf(rng)).join(';');
  return `\x1b[${parameters}m`;
}

const BASIC = [
  0, 1, 2, 3, 4, 5, 7, 8, 9, 22, 23, 24, 25, 27, 28, 29, 39, 49, 53, 55,
] as const;

function parameterOf(rng: Random): string {
  switch (rng.between(0, 4)) {
    case 0:
      return `38;5;${rng.between(0, 255)}`;
    case 1:
      return `48;2;${rng.between(0, 255)};${rng.between(0, 255)};${rng.between(0, 255)}`;
    case 2:
      return String(rng.pick([30, 40, 90, 100]) + rng.between(0, 7));
    default:
      return String(rng.pick(BASIC));
  }
}

function drawn(line: string): Row {
  using emulator = new Emulator({ size: { columns: COLUMNS, rows: 2 }, scrollback: 0 });
  emulator.write(Buffer.from(line));
  return (
    new ScreenView(emulator).take()?.changes.find(({ y }) => y === 0)?.row ?? BLANK_ROW
  );
}
