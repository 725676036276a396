/** The first message of an agent that is to resolve a conflict: what meets, and whose it is. */
import { plainText } from '../base/plain-text.js';
import type { Conflict } from '../domain/merge.js';

/** One who changed what conflicts: a workstream, or a wave or branch that is only named. */
export type Side = {
  readonly id: string;
  /** The text of its prompt; empty when nobody knows. */
  readonly prompt: string;
  /** What its agent said last of its progress, and in its signal. */
  readonly said: readonly string[];
};

export type ConflictHandOver = {
  /** Absolute: the worktree in which git stopped. */
  readonly folder: string;
  readonly conflicts: readonly Conflict[];
  readonly sides: readonly Side[];
};

/** The head of a long prompt says what it is about. */
const MAX_PROMPT_CHARS = 8000;

/** More of them are seen with `git status`. */
const MAX_PATHS = 100;

export function conflictHandOver({ folder, conflicts, sides }: ConflictHandOver): string {
  const more = conflicts.length - MAX_PATHS;
  return [
    `You resolve a merge conflict. It stands in ${folder}: go there first, and work there and nowhere else.`,
    [
      'These paths conflict:',
      ...conflicts.slice(0, MAX_PATHS).map(conflictLine),
      ...(more > 0 ? [`- and ${more} more: git status names them`] : []),
    ].join('\n'),
    ...sides.map(sideText),
    [
      'Keep what both sides meant; where both cannot be, say so and stop. Leave no conflict',
      'markers, and change other files only where the resolution needs it. Do not commit, do not',
      'merge anything else: when the files are as they should be, say what you did and why. A',
      'person looks at the result and takes it.',
    ].join('\n'),
  ].join('\n\n');
}

function conflictLine({ path, kind, ours, theirs, consult, note }: Conflict): string {
  const asked = consult === undefined ? '' : `; its owners are ${consult.join(', ')}`;
  const why = note === undefined ? '' : `; ${note}`;
  return `- ${plainText(`${path}: ${kind}, between ${ours} and ${theirs}${asked}${why}`)}`;
}

function sideText({ id, prompt, said }: Side): string {
  const task = prompt.trim().slice(0, MAX_PROMPT_CHARS);
  return [
    task === ''
      ? `Nobody knows what ${id} was asked to do.`
      : `${id} was asked to do this:`,
    ...(task === '' ? [] : [task]),
    ...said.map((line) => `${id} said: ${plainText(line)}`),
  ].join('\n');
}
