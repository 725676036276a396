import { describe, expect, it } from 'vitest';
import { paneId } from '../../src/domain/ids.js';
import { close, resize, reweighted, split, swap } from '../../src/layout/edit.js';
import { solve, type Layout } from '../../src/layout/layout.js';
import { neighbour, type Side } from '../../src/layout/neighbour.js';
import { draw } from '../helpers/draw.js';
import { column, pane, part, row } from '../helpers/layouts.js';

const a = paneId('a');
const b = paneId('b');
const c = paneId('c');
const d = paneId('d');
const agents = column(part(1, pane('b')), part(1, pane('c')));
const layout = row(part(2, pane('a')), part(1, agents));

describe('solve', () => {
  it('shares by weight, with a border between neighbours and none between rows', () => {
    expect(picture(layout)).toBe(`
aaaaaaaaaa·bbbbb
aaaaaaaaaa·bbbbb
aaaaaaaaaa·ccccc
aaaaaaaaaa·ccccc`);
  });
});

describe('edits', () => {
  it.each([
    [
      'split halves a pane',
      split(layout, b, { direction: 'row', added: d }),
      `
aaaaaaaaaa·bb·dd
aaaaaaaaaa·bb·dd
aaaaaaaaaa·ccccc
aaaaaaaaaa·ccccc`,
    ],
    [
      'close gives the room to the neighbours',
      close(layout, b),
      `
aaaaaaaaaa·ccccc
aaaaaaaaaa·ccccc
aaaaaaaaaa·ccccc
aaaaaaaaaa·ccccc`,
    ],
    [
      'swap changes places, not sizes',
      swap(layout, a, c),
      `
cccccccccc·bbbbb
cccccccccc·bbbbb
cccccccccc·aaaaa
cccccccccc·aaaaa`,
    ],
    [
      'resize takes from the neighbour in the innermost split of the direction',
      resize(layout, b, { direction: 'column', by: 0.25 }),
      `
aaaaaaaaaa·bbbbb
aaaaaaaaaa·bbbbb
aaaaaaaaaa·bbbbb
aaaaaaaaaa·ccccc`,
    ],
    [
      'reweighting gives another layout of that shape the sizes of this one',
      reweighted(
        row(part(1, pane('d')), part(1, column(part(3, pane('a')), part(1, pane('b'))))),
        layout,
      ),
      `
dddddddddd·aaaaa
dddddddddd·aaaaa
dddddddddd·bbbbb
dddddddddd·bbbbb`,
    ],
    [
      'reweighting knows no other shape',
      reweighted(row(part(1, agents), part(1, pane('a'))), layout),
      undefined,
    ],
    [
      'resize never takes all',
      resize(layout, c, { direction: 'row', by: -5 }),
      `
aaaaaaaaaaaaaaa·
aaaaaaaaaaaaaaa·
aaaaaaaaaaaaaaa·
aaaaaaaaaaaaaaa·`,
    ],
  ] satisfies [string, Layout | undefined, string | undefined][])(
    '%s',
    (_rule, changed, drawing) => {
      expect(changed && picture(changed)).toBe(drawing);
    },
  );

  it('leaves nothing when the last pane closes', () => {
    expect(close(pane('a'), a)).toBeUndefined();
  });
});

describe('neighbour', () => {
  const panes = solve(layout, { x: 0, y: 0, width: 16, height: 4 });
  it.each([
    [a, 'right', b],
    [b, 'left', a],
    [b, 'down', c],
    [c, 'up', b],
    [a, 'left', undefined],
    [c, 'down', undefined],
  ] satisfies [typeof a, Side, typeof a | undefined][])(
    '%s %s is %s',
    (from, side, to) => {
      expect(neighbour(panes, from, side)).toBe(to);
    },
  );
});

function picture(tree: Layout): string {
  return `\n${draw(solve(tree, { x: 0, y: 0, width: 16, height: 4 }))}`;
}
