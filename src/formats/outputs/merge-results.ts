/** `merge_summary.json` and `merge_conflicts.json` of seed 002, over all waves of a plan. */
import type { Outcome, OutputFile, WaveOutcome } from '../../domain/outcome.js';
import { folderOf } from './domain-results.js';
import { json, moment } from './words.js';

/** Undefined before the first wave has landed or met a conflict. */
export function mergeSummary(outcome: Outcome): OutputFile | undefined {
  const { epic, mode, waves, workstreams, conflicts } = outcome;
  const landed = waves
    .filter(({ landedAt }) => landedAt !== null)
    .sort((a, b) => (a.landedAt ?? 0) - (b.landedAt ?? 0));
  if (landed.length === 0 && conflicts.length === 0) return undefined;
  // A wave that is a member of a later one is no domain.
  const domains = new Set<string>(workstreams.map(({ id }) => id));
  const order = landed
    .flatMap(({ steps }) => steps.map(({ workstream }) => workstream))
    .filter((id) => domains.has(id));
  const whole = landed.length === waves.length;
  return {
    path: `${folderOf(epic)}/merge_summary.json`,
    text: json({
      status: whole ? 'success' : inConflict(waves) ? 'conflict' : 'partial',
      execution_mode: mode,
      merge_order: order,
      merged_domains: workstreams
        .filter(({ mergedAt }) => mergedAt !== null)
        .map(({ id }) => id),
      conflicts: conflicts.map(({ at, wave, path, rule, between }) => ({
        file: path,
        wave,
        between,
        resolution: rule,
        timestamp: moment(at),
      })),
      waves: landed.map(({ id, target, landedAt }) => ({
        wave: id,
        target,
        merged_at: moment(landedAt),
      })),
      worktrees_cleaned: workstreams.every(({ cleanedAt }) => cleanedAt !== null),
      completion_timestamp: whole ? moment(landed.at(-1)?.landedAt ?? null) : null,
    }),
  };
}

/** Undefined where no conflict was left to a person. */
export function mergeConflicts({
  epic,
  waves,
  conflicts,
}: Outcome): OutputFile | undefined {
  const unruled = conflicts.filter(({ rule }) => rule === null);
  const [last] = unruled.slice(-1);
  if (!last) return undefined;
  const blocked = waves.filter(isBlocked);
  const open = unruled.filter(({ wave }) => blocked.some(({ id }) => id === wave));
  return {
    path: `${folderOf(epic)}/merge_conflicts.json`,
    text: json({
      status: open.length > 0 ? 'conflict' : 'resolved',
      conflicted_domains: [...new Set(unruled.flatMap(({ between }) => between ?? []))],
      conflicts: unruled.map(({ path, wave, between }) => ({
        file: path,
        wave,
        between,
      })),
      resolution_required: open.length > 0,
      next_steps: blocked.map(({ id, blockedBy }) => `${id}: ${blockedBy ?? ''}`),
      conflict_timestamp: moment(last.at),
    }),
  };
}

function inConflict(waves: readonly WaveOutcome[]): boolean {
  return waves.some(isBlocked);
}

function isBlocked({ state }: WaveOutcome): boolean {
  return state === 'blocked';
}
