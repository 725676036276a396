/** What a program goes back over after a change of width, because it draws it anew. */
import { describe, expect, it } from 'vitest';
import { random, seeds } from '../helpers/random.js';
import { aKept, textsOf } from './kept.js';

const UP = '\x1b[1A';
const ERASED = '\x1b[2K';

/** A box as wide as the terminal, with a hint below, as agents draw their prompt. */
function frame(columns: number, words = 'hello'): readonly string[] {
  const bar = '-'.repeat(columns - 2);
  const text = `| ${words}`.padEnd(columns - 1).slice(0, columns - 1);
  return [`/${bar}\\`, `${text}|`, `\\${bar}/`, '? help'];
}

function folded(text: string, columns: number): readonly string[] {
  return text.length <= columns
    ? [text]
    : [text.slice(0, columns), ...folded(text.slice(columns), columns)];
}

function tall(columns: number): readonly string[] {
  return [...frame(columns).slice(0, 3), ...frame(columns).slice(0, 2)];
}

function menu(columns: number): readonly string[] {
  return [...frame(columns).slice(0, 2), '? help'];
}

/** Ways to go back over the rows of the frame before, from the one that the cursor is in. */
const WAYS = {
  'row by row': (rows: number) => `${ERASED}${`${UP}${ERASED}`.repeat(rows - 1)}\x1b[G`,
  'to the end of the screen': (rows: number) => `\x1b[${rows - 1}A\r\x1b[J`,
  'by lines': (rows: number) => `\x1b[${rows - 1}F\x1b[J`,
} as const;

describe('a program that draws its rows anew after a change of width', () => {
  const ways = Object.entries(WAYS).map(([name, back]) => ({ name, back }));

  it.each(ways)('leaves none of the old ones beside them: $name', ({ back }) => {
    const { print, resize, texts } = aTerminal(40);
    print(`static ${'word '.repeat(12)}end\r\n`, frame(40).join('\r\n'));
    resize(23);
    print(back(4), frame(23).join('\r\n'));
    expect(texts()).toEqual([`static ${'word '.repeat(12)}end`, ...frame(23)]);
  });

  it.each(ways)('has seen several widths by then: $name', ({ back }) => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\ntwo\r\n', frame(40).join('\r\n'));
    for (const columns of [30, 17, 35, 11, 25]) resize(columns);
    print(back(4), frame(25).join('\r\n'));
    resize(9);
    print(back(4), frame(9).join('\r\n'));
    expect(texts()).toEqual(['one', 'two', ...frame(9)]);
  });

  it.each(ways)('pushed some of them out of the screen: $name', ({ back }) => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\ntwo\r\n', tall(40).join('\r\n'));
    resize(11);
    print(back(5), tall(11).join('\r\n'));
    expect(texts()).toEqual(['one', 'two', ...tall(11)]);
  });

  it('goes down to the end of its rows first, from where its cursor rests', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n', frame(40).join('\r\n'), '\x1b[2A\x1b[8G');
    resize(23);
    print('\x1b[2B', WAYS['row by row'](4), frame(23).join('\r\n'), '\x1b[2A');
    expect(texts()).toEqual(['one', ...frame(23)]);
  });

  it('touches a row before it draws all of them', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n', frame(40).join('\r\n'));
    resize(23);
    print('\x1b[2A\r| *\x1b[2B\r');
    print(WAYS['row by row'](4), frame(23).join('\r\n'));
    expect(texts()).toEqual(['one', ...frame(23)]);
  });

  it('saved its cursor in rows that it leaves: that comes back to what it drew there', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n\x1b7', frame(40).join('\r\n'));
    resize(23);
    print(WAYS['row by row'](4), frame(23).join('\r\n'), '\x1b8', '>');
    expect(texts()[1]).toMatch(/^>-/);
  });

  it('ends each of its frames with a line feed', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n', frame(40).join('\r\n'), '\r\n');
    resize(23);
    print(WAYS['row by row'](5), 'two\r\n', frame(23).join('\r\n'), '\r\n');
    expect(texts()).toEqual(['one', 'two', ...frame(23)]);
  });

  it('keeps the same screen however its bytes are cut', () => {
    for (const seed of seeds(6)) {
      const rng = random(seed);
      const whole = aTerminal(40);
      const cut = aTerminal(40);
      let columns = 40;
      for (let step = 0; step < 8; step++) {
        const bytes = `${WAYS['row by row'](4)}${frame(columns).join('\r\n')}`;
        whole.print(bytes);
        for (let at = 0; at < bytes.length;) {
          const end = at + rng.between(1, 9);
          cut.print(bytes.slice(at, end));
          at = end;
        }
        columns = rng.between(8, 45);
        whole.resize(columns);
        cut.resize(columns);
        expect(cut.texts()).toEqual(whole.texts());
      }
    }
  });
});

describe('a program that hears late of another width', () => {
  it.each(seeds(12))(
    'leaves nothing of what it drew for the one before (seed %i)',
    (seed) => {
      const rng = random(seed);
      const back = rng.pick([WAYS['row by row'], WAYS['by lines']]);
      const { print, resize, texts } = aTerminal(40);
      const said: string[] = [];
      let known = 40;
      let shown: readonly string[] = [];
      const draw = () => {
        const news = rng.chance(0.3)
          ? [`${said.length} ${'lorem '.repeat(rng.between(1, 30))}.`]
          : [];
        said.push(...news);
        const before = shown.length > 0 ? back(shown.length) : '';
        shown = frame(known, `frame ${rng.between(1, 999)}`);
        print(before, [...news, ...shown].join('\r\n'));
      };
      rng.times(2, 3, draw);
      rng.times(4, 10, () => {
        const columns = rng.between(12, 60);
        resize(columns, rng.between(18, 40));
        if (rng.chance(0.6)) draw();
        if (rng.chance(0.2)) return;
        known = columns;
        rng.times(2, 3, draw);
        expect(texts()).toEqual([...said, ...shown]);
      });
    },
  );
});

describe('a program whose rows are as many as its text needs', () => {
  const TEXT = 'a task with a rather long line of text that goes over the edge of panes';

  const texts = [1, 2, 3].map((n) => `${n} ${TEXT}`);
  const frames = {
    'one each, cut': (columns: number) => texts.map((text) => text.slice(0, columns)),
    folded: (columns: number) => texts.flatMap((text) => folded(text, columns)),
    'folded, above a box': (columns: number) => [
      ...texts.flatMap((text) => folded(text, columns)),
      ...frame(columns).slice(0, 3),
    ],
  };
  const kinds = Object.entries(frames).map(([name, draw]) => ({ name, draw }));

  it.each(kinds)('leaves none of them, however late it hears: $name', ({ draw }) => {
    for (const seed of seeds(10)) {
      const rng = random(seed);
      const { print, resize, texts: inPast } = aTerminal(60);
      resize(60, 40);
      print('one\r\n');
      let known = 60;
      let shown: readonly string[] = [];
      const next = () => {
        const before = shown.length > 0 ? WAYS['row by row'](shown.length) : '';
        shown = draw(known);
        print(before, shown.join('\r\n'));
      };
      rng.times(1, 3, next);
      for (let step = 0; step < 20; step++) {
        const columns = rng.between(30, 100);
        resize(columns, rng.between(30, 60));
        rng.times(0, 2, next);
        if (rng.chance(0.3)) continue;
        known = columns;
        rng.times(1, 2, next);
        expect(inPast()).toEqual(['one', ...shown.map((text) => text.trimEnd())]);
      }
    }
  });
});

describe('a program that knows how its rows wrapped', () => {
  it('goes back over just those', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\ntwo\r\nthree\r\n', menu(40).join('\r\n'));
    resize(23);
    // Two rows for each of the first two.
    print(WAYS['row by row'](5), menu(23).join('\r\n'));
    expect(texts()).toEqual(['one', 'two', 'three', ...menu(23)]);
  });

  it('takes nothing away above them, whatever widths there were', () => {
    for (const seed of seeds(10)) {
      const rng = random(seed);
      const { print, resize, texts } = aTerminal(60);
      print('one\r\n');
      resize(60, 40);
      const said = [1, 2, 3].map((n) => `${n} ${'word '.repeat(rng.between(6, 20))}end`);
      let shown: readonly string[] = [];
      const draw = (columns: number) => {
        const { length } = shown.flatMap((text) => folded(text, columns));
        const before = length > 0 ? WAYS['row by row'](length) : '';
        shown = [...said, `> ${'y'.repeat(rng.between(1, 25))}`];
        print(before, shown.join('\r\n'));
      };
      rng.times(2, 3, () => draw(60));
      for (let step = 0; step < 20; step++) {
        const columns = rng.between(30, 100);
        resize(columns, rng.between(30, 60));
        rng.times(1, 3, () => draw(columns));
        expect(texts()).toEqual(['one', ...shown]);
      }
    }
  });

  it('draws all of its screen anew', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n', frame(40).join('\r\n'));
    resize(23);
    const all = ['one', ...frame(23)];
    print('\x1b[2J\x1b[3J\x1b[H', all.join('\r\n'));
    print(WAYS['row by row'](4), frame(23, 'again').join('\r\n'));
    expect(texts()).toEqual(['one', ...frame(23, 'again')]);
  });

  it.each([
    { name: 'inserts rows', bytes: '\x1b[2L' },
    { name: 'deletes rows', bytes: '\x1b[2M' },
    { name: 'scrolls', bytes: '\x1b[2S' },
    { name: 'scrolls back', bytes: '\x1b[2T' },
    { name: 'clears the screen', bytes: '\x1b[2J' },
  ])('$name before it goes back up', ({ bytes }) => {
    const one = aTerminal(40);
    const other = aTerminal(40);
    for (const { print, resize } of [one, other]) {
      print('one\r\n', frame(40).join('\r\n'));
      resize(23);
    }
    const back = `${UP}${ERASED}${UP}${ERASED}\rhere`;
    one.print(bytes, back);
    // Where a program stands by an address, it is where it takes itself to be.
    other.print('\x1b[s\x1b[H\x1b[u', bytes, back);
    expect(one.texts()).toEqual(other.texts());
  });

  it('goes back over more rows than the screen has: what was before is not lost', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n', frame(40).join('\r\n'));
    resize(14);
    // Three rows for each of the first three, of which not all are on the screen any more.
    print(WAYS['row by row'](10), frame(14).join('\r\n'));
    expect(texts()[0]).toBe('one');
    expect(texts().slice(-4)).toEqual(frame(14));
  });

  it('goes down to the bottom of a higher screen', () => {
    const { print, resize, cursor } = aTerminal(40);
    print('one');
    resize(40, 12);
    print('\x1b[999B');
    expect(cursor()).toEqual({ column: 3, row: 11 });
  });

  it('goes nowhere: nothing is lost', () => {
    const { print, resize, texts } = aTerminal(40);
    print('one\r\n', frame(40).join('\r\n'));
    resize(23);
    print('\r\nmore\r\n', UP, 'most');
    expect(texts()).toEqual(['one', ...frame(40), 'most']);
  });
});

function aTerminal(columns: number) {
  const { emulator, past } = aKept(60, { columns });
  return {
    print: (...texts: readonly string[]) => {
      for (const text of texts) emulator.write(Buffer.from(text));
    },
    resize: (to: number, rows = 6) => emulator.resize({ columns: to, rows }),
    texts: () => textsOf(past()),
    cursor: () => {
      const { column, row } = emulator.cursor;
      return { column, row };
    },
  };
}
