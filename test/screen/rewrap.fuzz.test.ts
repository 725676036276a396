/** Rows that left the emulator wrap at another width as xterm wraps its own. */
import { describe, expect, it } from 'vitest';
import type { PastRow } from '../../src/screen/packed-rows.js';
import type { Spot } from '../../src/screen/places.js';
import { cellText, rowText } from '../../src/screen/row-text.js';
import { WORDS_PER_CELL } from '../../src/screen/row.js';
import { random, seeds, type Random } from '../helpers/random.js';
import { aKept, textsOf } from './kept.js';
import { piece } from './pieces.js';

const SEEDS = seeds(6);

/** Ends within a row at each width: a saved cursor never waits beyond the last column. */
const TAIL = `${'tail'.repeat(10)}!`;

describe('a change of width', () => {
  it.each(SEEDS)('wraps packed rows as xterm would have (seed %i)', (seed) => {
    const rng = random(seed);
    // No text reaches from the screen to what settled, and no screen is left half empty.
    const small = aKept(60);
    const large = aKept(100_000);
    rng.times(5, 12, () => {
      const bytes = Buffer.from(rng.times(5, 40, () => aText(rng)).join(''));
      const size = { columns: rng.between(8, 45), rows: rng.between(1, 9) };
      for (const { emulator } of [small, large]) {
        emulator.write(bytes);
        emulator.resize(size);
      }
      if (rng.chance(0.5)) small.pack();
      expect(small.past().map(shown)).toEqual(large.past().map(shown));
      expect(small.emulator.lines.end).toBe(large.emulator.lines.end);
    });
  });

  it.each(SEEDS)('leaves every cell at its place (seed %i)', (seed) => {
    const rng = random(seed);
    const { emulator, past, pack } = aKept(60);
    rng.times(3, 6, () => {
      emulator.write(Buffer.from(rng.times(20, 60, () => aText(rng)).join('')));
      if (rng.chance(0.5)) pack();
      let rows = past();
      const cellAt = ({ line, column }: Spot) => {
        const row = rows[line - emulator.lines.first]?.row;
        return row && cellText(row, column * WORDS_PER_CELL);
      };
      const { first, screen } = emulator.lines;
      const marked = rng.times(20, 20, () => {
        const line = rng.between(first, screen);
        const spot = { line, column: rng.between(0, emulator.size.columns - 1) };
        return { place: emulator.places.of(spot), cell: cellAt(spot) };
      });
      emulator.resize({ columns: rng.between(8, 45), rows: 6 });
      rows = past();
      const written = marked.filter(({ cell }) => cell !== undefined && /\S/.test(cell));
      expect(written.map(({ place }) => cellAt(emulator.places.spot(place)))).toEqual(
        written.map(({ cell }) => cell),
      );
    });
  });

  it.each(SEEDS)('finds every row again, whatever was written (seed %i)', (seed) => {
    const rng = random(seed);
    const { emulator, past, pack } = aKept(rng.between(2, 30), { settled: 50 });
    rng.times(20, 40, () => {
      const bytes = rng.times(1, 12, () => (rng.chance(0.4) ? aText(rng) : piece(rng)));
      emulator.write(Buffer.from(bytes.join('')));
      if (rng.chance(0.4))
        emulator.resize({ columns: rng.between(2, 50), rows: rng.between(1, 9) });
      if (rng.chance(0.3)) pack();
      const { first, end } = emulator.lines;
      expect(past().length).toBe(end - first);
      const spot = { line: rng.between(first, end - 1), column: 0 };
      expect(emulator.places.spot(emulator.places.of(spot))).toEqual(spot);
    });
  });

  it('keeps prompt marks at their text, wherever that is by then', () => {
    const { emulator, past, pack } = aKept(60);
    const marked = () => {
      const rows = past();
      const { first } = emulator.lines;
      return emulator.prompts.map(({ line }) => {
        const row = rows[line - first]?.row;
        return row && Number.parseInt(rowText(row), 10);
      });
    };
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    for (const n of numbers)
      emulator.write(Buffer.from(`\x1b]133;A\x07${n}$ ${'make '.repeat(9)}\r\n`));
    pack();
    for (const columns of [11, 70, 9, 33]) {
      emulator.resize({ columns, rows: 6 });
      expect(marked()).toEqual(numbers);
    }
  });

  it.each([
    ['that ended', '\r\n', [38, 17, 80, 20, 36, 12]],
    ['that left the screen', '\r\n'.repeat(70), [38, 17, 80, 20, 36, 12]],
    ['that was packed', '\r\n'.repeat(400), [38, 17, 80, 20, 36, 12]],
    ['that the cursor is in', '', [21, 38, 80]],
  ])('keeps a mark in the middle of a text %s', (_which, after, widths) => {
    const { emulator, past, pack } = aKept(60);
    emulator.write(Buffer.from(`${'a word '.repeat(5)}\x1b]133;A\x07here${after}`));
    pack();
    for (const columns of widths) {
      emulator.resize({ columns, rows: 6 });
      const [{ line, column } = { line: 0, column: 0 }] = emulator.prompts;
      const rows = past().map(({ row }) => rowText(row));
      const marked = rows
        .slice(line - emulator.lines.first)
        .join('')
        .slice(column);
      expect(marked).toMatch(/^here/);
    }
  });

  it.each(SEEDS)('loses nothing of the text that the cursor is in (seed %i)', (seed) => {
    const rng = random(seed);
    const { emulator, past, pack } = aKept(rng.between(1, 60), { settled: 200 });
    const write = (text: string) => emulator.write(Buffer.from(text));
    rng.times(3, 8, () => {
      write(rng.times(0, 5, () => aText(rng)).join(''));
      write('tail'.repeat(rng.between(1, 14)));
      const before = textsOf(past());
      rng.times(1, 3, () => {
        emulator.resize({ columns: rng.between(2, 50), rows: rng.between(1, 9) });
      });
      if (rng.chance(0.2)) pack();
      write('END');
      expect(textsOf(past())).toEqual([...before.slice(0, -1), `${before.at(-1)}END`]);
      write('\r\n');
    });
  });

  it('keeps marks at their text behind a program that has the whole screen', () => {
    const { emulator, past } = aKept(60);
    const text = `${'a word '.repeat(5)}\x1b]133;A\x07here`;
    emulator.write(Buffer.from(`${text}\r\n\x1b[?1049h\x1b[Hvi`));
    emulator.resize({ columns: 15, rows: 6 });
    emulator.write(Buffer.from('\x1b[?1049l'));
    const [{ line, column } = { line: 0, column: 0 }] = emulator.prompts;
    const row = past()[line - emulator.lines.first]?.row;
    expect(row && rowText(row).slice(column)).toMatch(/^here/);
  });

  it.each([
    ['a program that had the whole screen ends', '\x1b[?1049h\x1b[Hvi', '\x1b[?1049l'],
    ['it was saved', '\x1b7\x1b[H', '\x1b8'],
  ])('brings the cursor back to its text where %s', (_when, leave, come) => {
    for (const lines of [0, 3, 20]) {
      const { emulator, past } = aKept(60);
      emulator.resize({ columns: 30, rows: 6 });
      emulator.write(Buffer.from(`${'line '.repeat(8)}\r\n`.repeat(lines)));
      emulator.write(Buffer.from(`${TAIL}${leave}`));
      for (const columns of [20, 60]) {
        emulator.resize({ columns, rows: 6 });
        emulator.write(Buffer.from(`${come}END\b\b\b\x1b[K${leave}`));
      }
      emulator.write(Buffer.from(`${come}END`));
      expect(textsOf(past()).at(-1)).toBe(`${TAIL}END`);
    }
  });

  it('leaves a line to the program that edits it, which draws it anew', () => {
    const { emulator, past } = aKept(60);
    emulator.write(Buffer.from('\x1b[?2004h$ make all the tea'));
    emulator.resize({ columns: 9, rows: 6 });
    expect(textsOf(past())).toEqual(['$ make al']);
    expect(emulator.cursor).toMatchObject({ column: 8, row: 0 });
  });

  it.each([7, 10, 40])(
    'comes back from the other screen below all that it had (%i columns)',
    (columns) => {
      const { emulator, past } = aKept(60);
      const before = 'one two three four five six\r\n$ less x\r\n';
      emulator.write(Buffer.from(`${before}\x1b[?1049h\x1b[H~\r\n~\r\n(END)`));
      emulator.resize({ columns, rows: 9 });
      emulator.write(Buffer.from('\x1b[?1049l$ next'));
      const texts = ['one two three four five six', '$ less x', '$ next'];
      expect(textsOf(past())).toEqual(texts);
    },
  );

  it('drops a mark whose text the screen has no room for any more', () => {
    const { emulator } = aKept(60);
    const below = '\r\n\x1b]133;C\x07below\x1b[A';
    emulator.write(Buffer.from(`${'long '.repeat(7)}\x1b]133;A\x07${below}\x1b[A`));
    emulator.resize({ columns: 40, rows: 1 });
    const { end } = emulator.lines;
    expect(emulator.prompts.every(({ line }) => line < end)).toBe(true);
  });

  it.each(SEEDS)('leaves prompt marks in their order (seed %i)', (seed) => {
    const rng = random(seed);
    const { emulator, pack } = aKept(rng.between(0, 30), { settled: 50 });
    const anything = () =>
      rng.pick([
        () => `\x1b]133;${rng.pick(['A', 'B', 'C', 'D'])}\x07`,
        () => `\x1b[${rng.between(1, 6)};${rng.between(1, 20)}H`,
        () => aText(rng),
        () => piece(rng),
      ])();
    rng.times(20, 60, () => {
      emulator.write(Buffer.from(rng.times(1, 8, anything).join('')));
      emulator.resize({ columns: rng.between(2, 50), rows: rng.between(1, 9) });
      if (rng.chance(0.2)) pack();
      const { prompts } = emulator;
      const inOrder = prompts.toSorted(
        (one, other) => one.line - other.line || one.column - other.column,
      );
      expect(prompts).toEqual(inOrder);
      expect(prompts.every(({ line }) => line < emulator.lines.end)).toBe(true);
    });
  });

  it('loses nothing to a width that makes many rows of each', () => {
    const { emulator, past, pack } = aKept(60, { settled: 300 });
    for (let n = 0; n < 200; n++)
      emulator.write(Buffer.from(`${n} ${'word '.repeat(3)}\r\n`));
    pack();
    const before = past();
    emulator.resize({ columns: 2, rows: 6 });
    emulator.resize({ columns: 20, rows: 6 });
    expect(past().slice(0, 150)).toEqual(before.slice(0, 150));
  });

  it('joins again what was longer than all that xterm has', () => {
    const { emulator, past, pack } = aKept(10);
    const text = Array.from({ length: 3000 }, (_, at) => String(at)).join(',');
    emulator.write(Buffer.from(`first\r\n${text}\r\n`));
    for (const columns of [33, 12, 50]) {
      emulator.resize({ columns, rows: 6 });
      pack();
      const [first = '', ...others] = past().map(({ row }) => rowText(row));
      expect([first, others.join('')]).toEqual(['first', text]);
    }
  });
});

/** A line of text of some looks, at most 80 cells of it. */
function aText(rng: Random): string {
  const looks = ['31', '1', '4:3', '58;5;7', '38;2;1;2;3', '0'] as const;
  const parts = rng.times(0, 10, () => {
    const kind = rng.between(0, 9);
    if (kind < 2) return rng.pick(['漢字', '🚀', '👨‍👩‍👧', 'e\u0301', ' 漢', '🇩🇪字']);
    if (kind === 2) return `\x1b[${rng.pick(looks)}m`;
    if (kind === 3) return `\x1b]8;;http://${rng.name()}\x07`;
    return rng.name();
  });
  return `${parts.join(rng.pick(['', ' ']))}\x1b]8;;\x07\x1b[0m\r\n`;
}

function shown({ row, wrapped }: PastRow) {
  const extras = row.extras.map((extra) => JSON.stringify(extra));
  return `${wrapped ? '+' : ' '}${rowText(row)} ${row.words.join()} ${extras.join()}`;
}
