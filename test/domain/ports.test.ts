import { expect, it } from 'vitest';
import {
  isIn,
  rangesIn,
  type PortRange,
  type PortSpace,
} from '../../src/domain/ports.js';

const space: PortSpace = { from: 100, to: 145, each: 10 };
const range = (first: number, count = 10): PortRange => ({ first, count });

it.each([
  ['as many ranges as find room', [], 0, [100, 110, 120, 130]],
  ['from where it begins, once round', [], 0.5, [120, 130, 100, 110]],
  ['none that another has', [range(110)], 0, [100, 120, 130]],
  ['none that has a port of another', [range(119, 2)], 0, [100, 130]],
  ['nothing where all is taken', [range(90, 60)], 0, []],
] satisfies [string, PortRange[], number, number[]][])(
  '%s',
  (_rule, taken, start, firsts) => {
    const found = [...rangesIn({ space, taken, start })];
    expect(found).toEqual(firsts.map((first) => range(first)));
  },
);

it('gives none of a space that gives none', () => {
  expect([...rangesIn({ space: { ...space, each: 0 }, taken: [], start: 0 })]).toEqual(
    [],
  );
});

it.each([
  ['one of the space', range(130), true],
  ['one of another size', range(130, 5), false],
  ['one that leads out of it', range(140), false],
  ['one before it', range(90), false],
] satisfies [string, PortRange, boolean][])('knows %s', (_what, given, known) => {
  expect(isIn(space, given)).toBe(known);
});
