/** What conflicts, as lines for people: a matrix, each path with its rule, two sides. */
import { plainText } from '../base/plain-text.js';
import {
  matrixOf,
  type Clash,
  type ForeseenConflict,
  type Foresight,
  type WaveOrder,
} from '../domain/foresight.js';
import { sidesOf } from '../domain/side-by-side.js';
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
  return conflicts.flatMap((conflict) => {
    const head = plainText(`${conflict.path}  ${saying(conflict)}`);
    const { names, lines } = sidesOf({ ours, theirs }, conflict, output.columns);
    return [output.paint('bold', head), output.paint('dim', names)].concat(lines, '');
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
