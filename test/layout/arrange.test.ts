import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paneId } from '../../src/domain/ids.js';
import { arrange, isReadable } from '../../src/layout/arrange.js';
import { readLayout } from '../../src/layout/layout-file.js';
import type { LayoutFile } from '../../src/layout/layout-slots.js';
import { draw } from '../helpers/draw.js';
import { random, seeds } from '../helpers/random.js';

const folder = join(import.meta.dirname, '../../layouts');
const names = readdirSync(folder).map((file) => file.replace('.yaml', ''));
const seven = 'abcdefg'.split('').map(paneId);

describe('shipped layouts', () => {
  it.each(names)(
    '%s shows seven agents beside the sidebar of a 120x40 terminal',
    (name) => {
      const area = { x: 0, y: 0, width: 81, height: 39 };
      const { panes, hidden } = arrange({
        file: shipped(name),
        panes: seven,
        focused: paneId('c'),
        waves: [['c', 'e'].map(paneId), ['a'].map(paneId)],
        area,
      });
      expect([...panes.values()].every(isReadable)).toBe(true);
      expect(panes.size + hidden.length).toBe(7);
      expect(`${name}\n${draw(panes)}\nhidden: ${hidden.join(' ')}`).toMatchSnapshot();
    },
  );
});

describe('arrange', () => {
  const small = { x: 0, y: 0, width: 41, height: 12 };
  it.each([
    ['the first page, when its panes have the focus', 'b', 'abcd'],
    ['the page with the focus, filled up from the one before', 'g', 'defg'],
  ])('shows %s', (_rule, focused, shown) => {
    const { panes, hidden } = arrange({
      file: shipped('tiled'),
      panes: seven,
      focused: paneId(focused),
      waves: [],
      area: small,
    });
    expect([...panes.keys()].join('')).toBe(shown);
    expect(hidden).toHaveLength(3);
  });

  it('gives a lone pane everything, even below the least size', () => {
    const area = { x: 0, y: 0, width: 9, height: 3 };
    const one = seven.slice(0, 1);
    const { panes } = arrange({
      file: shipped('tiled'),
      panes: one,
      focused: undefined,
      waves: [],
      area,
    });
    expect([...panes.values()]).toEqual([area]);
  });
});

const fresh = seeds(20);

it.each(fresh)(
  'no pane covers another, none is too small, all are accounted for (seed %i)',
  (seed) => {
    const rng = random(seed);
    const panes = Array.from({ length: rng.between(1, 30) }, (_, at) => paneId(`p${at}`));
    const area = { x: 3, y: 2, width: rng.between(20, 300), height: rng.between(6, 100) };
    const focused = panes[rng.between(0, panes.length - 1)];
    const waves = [0, 1].map((wave) => panes.filter((_, at) => at % 3 === wave));
    for (const name of names) {
      const solved = arrange({ file: shipped(name), panes, focused, waves, area });
      const cells = new Set<string>();
      let painted = 0;
      for (const rect of solved.panes.values()) {
        painted += rect.width * rect.height;
        for (let y = rect.y; y < rect.y + rect.height; y++)
          for (let x = rect.x; x < rect.x + rect.width; x++) cells.add(`${x},${y}`);
      }
      expect(cells.size).toBe(painted);
      expect([...solved.panes.values()].every(isReadable)).toBe(true);
      expect([...solved.panes.keys(), ...solved.hidden].toSorted()).toEqual(
        panes.toSorted(),
      );
      expect(focused && solved.panes.has(focused)).toBe(true);
    }
  },
);

function shipped(name: string): LayoutFile {
  const read = readLayout(readFileSync(join(folder, `${name}.yaml`), 'utf8'), name);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
