import { describe, expect, it } from 'vitest';
import { paneId } from '../../src/domain/ids.js';
import { borderAt, moveBorder } from '../../src/layout/border.js';
import { solve, type Layout } from '../../src/layout/layout.js';
import { draw } from '../helpers/draw.js';

const area = { x: 0, y: 0, width: 81, height: 24 };

/** A on the left; on the right B above C. */
const tree: Layout = {
  type: 'split',
  direction: 'row',
  children: [
    { weight: 1, node: { type: 'pane', id: paneId('A') } },
    {
      weight: 1,
      node: {
        type: 'split',
        direction: 'column',
        children: [
          { weight: 1, node: { type: 'pane', id: paneId('B') } },
          { weight: 1, node: { type: 'pane', id: paneId('C') } },
        ],
      },
    },
  ],
};

describe('a border', () => {
  it.each([
    ['between neighbours', { x: 40, y: 20 }, { path: [], index: 0 }],
    ['on the title line of the lower', { x: 60, y: 12 }, { path: [1], index: 0 }],
    ['not on the title line at the top', { x: 60, y: 0 }, undefined],
    ['not within a pane', { x: 10, y: 12 }, undefined],
  ])('is found %s', (_where, at, border) => {
    expect(borderAt(tree, area, at)).toEqual(border);
  });

  it.each([
    ['sideways', { x: 40, y: 3 }, { x: 55, y: 3 }, 'A 55x24, B 25x12, C 25x12'],
    ['up', { x: 50, y: 12 }, { x: 50, y: 8 }, 'A 40x24, B 40x8, C 40x16'],
    [
      'no farther than leaves each pane its least room',
      { x: 40, y: 3 },
      { x: 70, y: 3 },
      'A 60x24, B 20x12, C 20x12',
    ],
    [
      'not beyond its split',
      { x: 50, y: 12 },
      { x: 50, y: 40 },
      'A 40x24, B 40x18, C 40x6',
    ],
    [
      'back before its split',
      { x: 40, y: 3 },
      { x: -9, y: 3 },
      'A 20x24, B 60x12, C 60x12',
    ],
    ['to where it is', { x: 50, y: 12 }, { x: 9, y: 12 }, 'A 40x24, B 40x12, C 40x12'],
  ])('is moved %s', (_how, at, to, sizes) => {
    const border = borderAt(tree, area, at);
    const moved = border ? moveBorder(tree, area, { border, to }) : tree;
    const solved = [...solve(moved, area)];
    expect(
      solved.map(([id, { width, height }]) => `${id} ${width}x${height}`).join(', '),
    ).toBe(sizes);
  });

  it('leaves no cell between panes but the border’s own', () => {
    const border = { path: [], index: 0 };
    const moved = moveBorder(tree, area, { border, to: { x: 50, y: 0 } });
    const [line = ''] = draw(solve(moved, area)).split('\n');
    expect(line).toBe(`${'A'.repeat(50)}·${'B'.repeat(30)}`);
  });
});
