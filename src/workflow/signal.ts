/** Which workstream a signal speaks of, and what git knows better. */
import type { WorkstreamId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import { claimOf, isComplete, type Signal } from '../domain/report.js';
import type { WorkContext } from '../domain/work-context.js';

/**
 * Whether the signal is the workstream's own. Signals are committed, so a worktree also
 * holds those of what landed before. Agents write `TD1`, `td-1` or the name's slug.
 */
export function isAbout(signal: Signal, workstream: Workstream): boolean {
  return isNamed(signal.workstream, workstream);
}

/** Whose work a context tells of: by its task, else by its workflow, else by its file. */
export function ownerOf(
  { task, workflow, file }: WorkContext,
  workstreams: readonly Workstream[],
): WorkstreamId | undefined {
  const name = file.replace(/^.*\//, '').replace(/\.json$/, '');
  for (const said of [task, workflow, name]) {
    const owner = workstreams.find((one) => said !== '' && isNamed(said, one));
    if (owner) return owner.id;
  }
  return undefined;
}

function isNamed(name: string, { id, name: title, branch }: Workstream): boolean {
  const subject = plain(name);
  return [id, title, branch, branch.replace(/^.*\//, '')].some(
    (own) => plain(own) === subject,
  );
}

/** Paths as git has them; one that ends in a slash stands for all below it. */
export type Changes = {
  /** Of the branch's own commits. */
  readonly committed: readonly string[];
  readonly uncommitted: readonly string[];
};

/** What is doubtful about a signal, in words; `worktree` is where its paths begin. */
export function doubtsAbout(
  signal: Signal,
  { committed, uncommitted }: Changes,
  worktree: string,
): readonly string[] {
  const claims = [...signal.filesCreated, ...signal.filesModified].map((path) =>
    relativeTo(worktree, path),
  );
  const changed = [...committed, ...uncommitted];
  const untouched = claims.filter((claim) => !changed.some((path) => meet(path, claim)));
  const unsaid = changed.filter(
    (path) => !isReport(path) && !claims.some((claim) => meet(path, claim)),
  );
  const claim = claimOf(signal);
  return [
    ...(claim === 'complete' && !isComplete(signal)
      ? ['it says complete, but that its validation failed']
      : []),
    ...(claim === 'unknown'
      ? ['its status says neither that it is complete nor that it is blocked']
      : []),
    ...about(untouched, (paths) => `it claims ${paths}, which git says is unchanged`),
    ...(claims.length === 0
      ? []
      : about(unsaid, (paths) => `it does not name ${paths}, which it changed`)),
    ...(claim === 'complete'
      ? about(uncommitted, (paths) => `it left ${paths} uncommitted`)
      : []),
  ];
}

/** Naming all would bury the message. */
const MAX_NAMED = 3;

function about(
  paths: readonly string[],
  say: (paths: string) => string,
): readonly string[] {
  if (paths.length === 0) return [];
  const more = paths.length - MAX_NAMED;
  const names = [...new Set(paths)].slice(0, MAX_NAMED).join(', ');
  return [say(more > 0 ? `${names} and ${more} more` : names)];
}

function relativeTo(worktree: string, path: string): string {
  const inside = path.startsWith(`${worktree}/`) ? path.slice(worktree.length + 1) : path;
  return inside.replace(/^\.\//, '');
}

/** The same path, or one is a folder in which the other lies. */
function meet(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => path.replace(/\/$/, ''));
  if (a === undefined || b === undefined) return false;
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** What agents report by is no work that a signal must name. */
function isReport(path: string): boolean {
  return path === 'progress.md' || path.startsWith('.claude/');
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
