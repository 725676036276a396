import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { ClusterSegmenter, columnsOfText } from '../../src/screen/text-width.js';
import { random, seeds } from '../helpers/random.js';

const PIECES = [
  'a',
  'é',
  'e\u0301',
  '漢',
  '│',
  '●',
  '…',
  '🚀',
  '👩‍💻',
  '🇩🇪',
  '🇩',
  '\u200d',
  '\ufe0f',
  '\u0301',
  '✔️',
  '각',
  'ｶﾞ',
  'क्षि',
] as const;

describe('the width of a text', () => {
  it('is what a screen gives it, control characters and sequences left out', () => {
    expect(columnsOfText('')).toBe(0);
    expect(columnsOfText('plain')).toBe(5);
    expect(
      columnsOfText('\x1b[1mbold\x1b[22m \x1b]8;;http://x\x07link\x1b]8;;\x07'),
    ).toBe(9);
    expect(columnsOfText('漢字\x07 👩‍💻 ✔️')).toBe(4 + 1 + 2 + 1 + 2);
  });

  it.each(seeds(20))('is where the cursor stands after it: seed %i', (seed) => {
    const rng = random(seed);
    rng.times(50, 50, () => {
      const text = rng.times(0, 12, () => rng.pick(PIECES)).join('');
      expect({ text, columns: columnsOfText(text) }).toEqual({
        text,
        columns: columnsOnScreen(text),
      });
    });
  });
});

it('is cut between characters, and nowhere else', () => {
  const clusters = ['n', 'a', 'i\u0308', '漢', '👩‍💻', '🇩🇪', '\x1b', '[', 'm'];
  const text = clusters.join('');
  const found = new ClusterSegmenter().segment(text);
  expect([...found].map(({ segment }) => segment)).toEqual(clusters);
  for (const cluster of found)
    for (let at = 0; at < cluster.segment.length; at += 1)
      expect(found.containing(cluster.index + at)).toEqual(cluster);
  expect(found.containing(text.length)).toBeUndefined();
  expect(found.containing(-1)).toBeUndefined();
});

function columnsOnScreen(text: string): number {
  using emulator = new Emulator({ size: { columns: 200, rows: 2 }, scrollback: 0 });
  emulator.write(Buffer.from(text));
  return emulator.cursor.column;
}
