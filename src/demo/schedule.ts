/**
 * When a demo agent does what: moments counted from the start of its work, so that a late
 * one does not push the later ones.
 */
import type { Milliseconds } from '../domain/time.js';
import type { Change, DemoStep } from './task.js';

export type Moment =
  | {
      readonly type: 'edit';
      readonly at: Milliseconds;
      readonly step: number;
      readonly change: Change;
    }
  | {
      readonly type: 'commit';
      readonly at: Milliseconds;
      readonly step: number;
      readonly message: string;
      readonly paths: readonly string[];
    };

/** Where in a step's share of the time its edits lie, and its commit. */
const FIRST_EDIT = 0.1;
const LAST_EDIT = 0.8;
const COMMIT = 0.9;

/** Every edit and commit of `steps` in order, all before `totalMs`. */
export function schedule(
  steps: readonly DemoStep[],
  totalMs: Milliseconds,
): readonly Moment[] {
  const share = totalMs / steps.length;
  return steps.flatMap(({ title, changes }, step): readonly Moment[] => {
    const at = (fraction: number) => Math.round((step + fraction) * share);
    const gap = (LAST_EDIT - FIRST_EDIT) / Math.max(1, changes.length - 1);
    const edits = changes.map((change, index): Moment => {
      return { type: 'edit', at: at(FIRST_EDIT + index * gap), step, change };
    });
    const paths = [...new Set(changes.map(({ path }) => path))];
    return [...edits, { type: 'commit', at: at(COMMIT), step, message: title, paths }];
  });
}
