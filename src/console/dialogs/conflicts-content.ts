/**
 * What the dialog of conflicts says: the matrix, and each path with its rule; or of one pair
 * what both of them changed, side by side.
 */
import { plainText } from '../../base/plain-text.js';
import {
  matrixOf,
  type Clash,
  type ForeseenConflict,
  type Foresight,
} from '../../domain/foresight.js';
import { sidesOf } from '../../domain/side-by-side.js';
import { barOf, keyOf, type Keymap } from '../keymap.js';
import type { ConflictsView } from '../step-conflicts.js';
import { fold } from '../../base/fold.js';
import type { Content, Line } from './line.js';

export function conflictsContent(
  view: ConflictsView,
  width: number,
  keymap: Keymap,
): Content {
  if (view.sides)
    return {
      lines: comparison(view.sides, width),
      keys: `${keyOf(keymap, 'next-pair')} next pair   ${keyOf(keymap, 'close')} back`,
    };
  const keys = barOf(keymap, 'conflicts').map(({ key, word }) => `${key} ${word}`);
  return { lines: matrix(view, width), keys: keys.join('   ') };
}

function matrix({ foresight, marked }: ConflictsView, width: number): readonly Line[] {
  if (foresight.type === 'loading')
    return [{ text: 'merging every pair out of sight …', dim: true }];
  return linesOf(foresight.value, width, marked);
}

function linesOf(foresight: Foresight, width: number, marked: number): readonly Line[] {
  const { workstreams, clashes, orders } = foresight;
  if (workstreams.length === 0)
    return [{ text: 'No workstream is left to merge', dim: true }];
  const calmer = orders.filter(
    ({ planned, calmest }) => calmest.unruled < planned.unruled,
  );
  return [
    ...matrixOf(foresight).map((text) => ({ text })),
    { text: '' },
    ...(clashes.length === 0
      ? [{ text: '✓ No conflicts', color: 'green' }]
      : clashes.flatMap((clash, index) => clashLines(clash, index === marked))),
    ...calmer.flatMap(({ wave, planned, calmest }) =>
      fold(
        plainText(
          `${wave}: merged as ${calmest.members.join(', ')}, ` +
            `${planned.unruled - calmest.unruled} fewer need you`,
        ),
        width,
      ).map((text) => ({ text, color: 'yellow' })),
    ),
  ];
}

function clashLines(
  { ours, theirs, conflicts, why }: Clash,
  marked: boolean,
): readonly Line[] {
  const between = plainText(`${ours.name} and ${theirs.name}`);
  const text = why === null ? between : `${between}: ${plainText(why)}`;
  const head: Line = { text: `${marked ? '›' : ' '} ${text}`, bold: true };
  const paths = conflicts.map((conflict): Line => ({
    ...pathLine(conflict),
    text: `    ${told(conflict)}`,
  }));
  return [head].concat(paths);
}

function comparison(
  { pair, read }: NonNullable<ConflictsView['sides']>,
  width: number,
): readonly Line[] {
  const names = plainText(pair.join(' and '));
  if (read.type === 'loading') return [{ text: `merging ${names} …`, dim: true }];
  const [clash] = read.value.clashes;
  if (!clash) return [{ text: `✓ ${names} do not conflict any more`, color: 'green' }];
  if (clash.why !== null)
    return [{ text: `${names}: ${plainText(clash.why)}`, color: 'red' }];
  return clash.conflicts.flatMap((conflict) => {
    const { names: whose, lines } = sidesOf(clash, conflict, width);
    const head: readonly Line[] = [
      { ...pathLine(conflict), text: told(conflict), bold: true },
      { text: whose, dim: true },
    ];
    return head.concat(
      lines.map((text) => ({ text })),
      { text: '' },
    );
  });
}

function told({ path, kind, rule }: ForeseenConflict): string {
  const what = rule === null ? 'no rule decides' : `decided by ${rule}`;
  return plainText(`${path}  ${kind}: ${what}`);
}

function pathLine({ rule }: ForeseenConflict): Omit<Line, 'text'> {
  return rule === null ? { color: 'red' } : { dim: true };
}
