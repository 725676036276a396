/** How far workstreams were from time to time: one row each, its course in few numbers. */
import type { Report, Snapshot } from '../../domain/plan-report.js';
import { momentText } from '../../domain/time.js';

export const snapshotHead = [
  'Course',
  'From',
  'Until',
  'Progress',
  'Commits ahead',
  'Changed files',
  'Last sign of life',
];

/** As many numbers as fit a line; of more, some evenly apart, the first and last among them. */
const MAX_STEPS = 8;

export function snapshotRows({ workstreams }: Report): readonly (readonly string[])[] {
  return workstreams.flatMap(({ id, snapshots }) => {
    const [first, last] = [snapshots[0], snapshots.at(-1)];
    if (!first || !last) return [];
    const course = thinned(snapshots);
    return [
      [
        id,
        momentText(first.at),
        momentText(last.at),
        steps(course.map(({ percent }) => (percent === null ? '?' : `${percent} %`))),
        steps(course.map(({ ahead }) => `${ahead}`)),
        steps(course.map(({ changed }) => `${changed}`)),
        // Had there been a later one, there were a later snapshot.
        momentText(last.at - last.quietMs),
      ],
    ];
  });
}

function thinned(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const last = snapshots.length - 1;
  if (last < MAX_STEPS) return snapshots;
  return Array.from(
    { length: MAX_STEPS },
    (_, step) => snapshots[Math.round((step * last) / (MAX_STEPS - 1))],
  ).filter((one) => one !== undefined);
}

function steps(texts: readonly string[]): string {
  return texts.join(' → ');
}
