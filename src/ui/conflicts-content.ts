/** What the dialog of conflicts says: the matrix, and each path with its rule. */
import { plainText } from '../base/plain-text.js';
import { matrixOf, type Clash, type Foresight } from '../domain/foresight.js';
import { keyOf, type Keymap } from '../console/keymap.js';
import type { View } from '../console/view.js';
import { fold } from './fold.js';
import type { Content, Line } from './line.js';

type ConflictsView = Extract<View, { readonly type: 'conflicts' }>;

export function conflictsContent(
  { foresight }: ConflictsView,
  width: number,
  keymap: Keymap,
): Content {
  const keys = `${keyOf(keymap, 'close')} close`;
  if (foresight.type === 'loading')
    return { lines: [{ text: 'merging every pair out of sight …', dim: true }], keys };
  return { lines: linesOf(foresight.value, width), keys };
}

function linesOf(foresight: Foresight, width: number): readonly Line[] {
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
      : clashes.flatMap(clashLines)),
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

function clashLines({ ours, theirs, conflicts, why }: Clash): readonly Line[] {
  const between = plainText(`${ours.name} and ${theirs.name}`);
  const head: Line = { text: why === null ? between : `${between}: ${why}`, bold: true };
  const paths = conflicts.map(({ path, kind, rule }): Line => {
    const text = plainText(`  ${path}  ${kind}`);
    return rule === null
      ? { text: `${text}: no rule decides`, color: 'red' }
      : { text: plainText(`${text}: decided by ${rule}`), dim: true };
  });
  return [head].concat(paths);
}
