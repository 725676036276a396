import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../src/console/geometry.js';
import type { ConsoleState } from '../../src/console/state.js';
import { viewedPanes } from '../../src/console/viewing.js';
import { draw } from '../helpers/draw.js';
import { aConsole } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

describe('the parts of the screen', () => {
  it.each([
    ['sidebar, panes and bar cover a terminal of 60x12', { columns: 60, rows: 12 }, ''],
    ['a zoomed pane takes the stage', { columns: 60, rows: 12 }, 'z'],
    ['the sidebar alone on a narrow terminal', { columns: 50, rows: 10 }, ''],
    ['the panes alone when they have the keyboard', { columns: 50, rows: 10 }, '1'],
  ])('%s', (_rule, size, keys) => {
    const state = aConsole(size);
    expect(`\n${parts(keys ? press(state, keys) : state)}`).toMatchSnapshot();
  });

  it.each([
    [{ columns: 40, rows: 10 }, false],
    [{ columns: 39, rows: 10 }, true],
    [{ columns: 40, rows: 9 }, true],
  ])('%j is too small: %s', (size, tooSmall) => {
    expect(geometryOf(aConsole(size)).tooSmall).toBe(tooSmall);
  });
});

describe('a dialog', () => {
  it.each([
    [80, [0, 80]],
    [96, [0, 96]],
    [103, [0, 103]],
    [104, [4, 96]],
    [160, [32, 96]],
  ])('leaves no sliver of what is behind it at %i columns', (columns, [x, width]) => {
    const { dialog } = geometryOf(press(aConsole({ columns, rows: 24 }), '?'));
    expect(dialog).toEqual({ x, width, y: 0, height: 23 });
  });
});

it('asks the host only for what is shown, without the title line', () => {
  expect(
    viewedPanes(press(aConsole({ columns: 100, rows: 30 }), '2 ctrl+space z')),
  ).toEqual([{ session: 's-B', size: { columns: 62, rows: 28 } }]);
});

function parts(state: ConsoleState): string {
  const { sidebar, panes, bar } = geometryOf(state);
  const numbered = state.panes.flatMap(({ id }, index) => {
    const rect = panes.get(id);
    return rect ? [[String(index + 1), rect] as const] : [];
  });
  return draw(
    new Map([...numbered, ...(sidebar ? [['s', sidebar] as const] : []), ['b', bar]]),
  );
}
