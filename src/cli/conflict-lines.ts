/** What conflicts, as lines for people: a matrix, each path with its rule, two sides. */
import { plainText } from '../base/plain-text.js';
import {
  matrixOf,
  type Clash,
  type ForeseenConflict,
  type Foresight,
  type Hunk,
  type WaveOrder,
} from '../domain/foresight.js';
import type { Output } from './output.js';
import { table, type Cell } from './table.js';

type Painter = Pick<Output, 'paint' | 'columns'>;

export function conflictLines(foresight: Foresight, output: Painter): readonly string[] {
  const { workstreams, clashes, orders } = foresight;
  if (workstreams.length === 0) return ['no workstream is left to merge'];
  const clashing = clashes.flatMap(clashRows);
  return [
    ...matrixOf(foresight),
    '',
    ...(clashing.length > 0
      ? table(clashing, output)
      : [output.paint('green', 'no conflicts')]),
    ...orders.flatMap((order) => orderLines(order)),
  ];
}

/** Of one pair, all that both sides changed. */
export function sideLines({ clashes }: Foresight, output: Painter): readonly string[] {
  const [clash] = clashes;
  if (!clash) return [output.paint('green', 'no conflicts')];
  const { ours, theirs, conflicts, why } = clash;
  if (why !== null) return table(clashRows(clash), output);
  const width = columnWidth(output);
  const names = beside([ours.name], [theirs.name], width);
  return conflicts.flatMap((conflict) => {
    const head = plainText(`${conflict.path}  ${saying(conflict)}`);
    const named = names.map((line) => output.paint('dim', line));
    const body = hunkLines(conflict.hunks ?? [], width);
    return [output.paint('bold', head)].concat(named, body, '');
  });
}

function clashRows({
  ours,
  theirs,
  conflicts,
  why,
}: Clash): readonly (readonly Cell[])[] {
  const pair: Cell = { text: `${ours.name} × ${theirs.name}`, colour: 'bold' };
  if (why !== null) return [[pair, { text: why, colour: 'red' }]];
  return conflicts.map((conflict, index) => [
    index === 0 ? pair : { text: '' },
    { text: conflict.path, ...(conflict.rule === null ? { colour: 'red' } : {}) },
    { text: saying(conflict), colour: 'dim' },
  ]);
}

function saying({ kind, rule }: ForeseenConflict): string {
  return `${kind}, ${rule === null ? 'no rule decides' : `decided by ${rule}`}`;
}

/** Only where another order than the planned one is better. */
function orderLines({ wave, planned, calmest }: WaveOrder): readonly string[] {
  const saved = planned.unruled - calmest.unruled;
  if (saved === 0) return [];
  const order = calmest.members.join(', ');
  return [plainText(`${wave}: merged as ${order}, ${saved} fewer need a person`)];
}

/** Wider than a page is hard to compare; narrower than this says nothing. */
const WIDTH = { most: 160, least: 20 } as const;

const BETWEEN = ' │ ';

function columnWidth({ columns }: Painter): number {
  const room = Math.min(columns, WIDTH.most) - BETWEEN.length;
  return Math.max(WIDTH.least, Math.floor(room / 2));
}

function hunkLines(hunks: readonly Hunk[], width: number): readonly string[] {
  const rule = `${'─'.repeat(width)}─┼─${'─'.repeat(width)}`;
  if (hunks.length === 0) return ['(nothing to show: not text)'];
  return hunks.flatMap(({ ours, theirs }) => [rule, ...beside(ours, theirs, width)]);
}

function beside(
  left: readonly string[],
  right: readonly string[],
  width: number,
): readonly string[] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, index) => {
    const cells = [left[index] ?? '', right[index] ?? ''];
    const [one = '', other = ''] = cells.map((text) => plainText(text, width));
    return `${one.padEnd(width)}${BETWEEN}${other}`.trimEnd();
  });
}
