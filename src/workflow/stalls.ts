/**
 * What keeps an agent from coming to an end though it works or rests as always, and is
 * known of its files alone: its worktree is gone, or its signal cannot be read. Not
 * journalled, so it is no part of the state; a person is called all the same.
 */
import { plainText } from '../base/plain-text.js';
import { shellWord } from '../base/shell-word.js';
import { approvalId, type WorkstreamId } from '../domain/ids.js';
import type { Approval } from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import type { Made } from './event.js';
import type { PlanState } from './plan-state.js';
import { workStateOf } from './state-names.js';
import type { Work } from './work.js';

export type Files = {
  /** What is wrong with files in which agents tell of their work. */
  readonly unread: ReadonlyMap<WorkstreamId, readonly string[]>;
  /** Where worktrees were that somebody removed, and since when they are gone. */
  readonly removed: ReadonlyMap<string, Timestamp>;
};

/** Only what was committed is there again; its branch is safe. */
export function madeAgainBy({ path, branch }: Made): string {
  return plainText(`git worktree add -f ${shellWord(path)} ${shellWord(branch)}`);
}

/** Of one that goes on: what its agent does now is nowhere. */
export function removedInWords({ made, life }: Work, { removed }: Files): string | null {
  const goesOn = ['queued', 'starting', 'running', 'checking'].includes(life.phase);
  return goesOn && made && removed.has(made.path)
    ? `its worktree, which was removed; \`${madeAgainBy(made)}\` makes it again`
    : null;
}

/** Those who call a person for nothing else. */
export function stallsIn(
  state: PlanState,
  files: Files,
  known: readonly Approval[],
): readonly Approval[] {
  const { removed, unread } = files;
  if (removed.size === 0 && unread.size === 0) return [];
  const calling = new Set(known.map(({ subject }) => subject));
  const works = state.works.flat();
  return state.plan.workstreams.flatMap(({ id: subject }, at) => {
    const work = calling.has(subject) ? undefined : works[at];
    const since = work && stalledSince(work, subject, files);
    const id = approvalId(`blocked:${subject}`);
    return since === undefined ? [] : [{ id, kind: 'blocked', subject, since }];
  });
}

function stalledSince(
  work: Work,
  id: WorkstreamId,
  { unread, removed }: Files,
): Timestamp | undefined {
  const { life, made, since } = work;
  const gone = made && removed.get(made.path);
  if (gone !== undefined && ['running', 'checking'].includes(life.phase)) return gone;
  const unclear = unread.get(id)?.some((text) => text.includes('.signal')) ?? false;
  return unclear && workStateOf(work) === 'idle' ? since : undefined;
}
