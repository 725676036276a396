/**
 * What an agent is told that takes over what another began: who had it and what that one was
 * at, what it wrote down and what it left in the worktree. All of it is for reading; the
 * task itself stands before it.
 */
import { plainText } from '../base/plain-text.js';

export type TakenOver = {
  /** The agent before; null when nobody had begun. */
  readonly from: string | null;
  /** Who handed it over, and with what words; those may be empty. */
  readonly by: string;
  readonly message: string;
  /** What it was at, in words. */
  readonly left: string;
  /** Texts of the agent before; undefined when it wrote none. */
  readonly plan: string | undefined;
  readonly progress: string | undefined;
  /** `abc1234 Read the settings once`, the newest first. */
  readonly commits: readonly string[];
  /** Changed and not committed. */
  readonly uncommitted: readonly string[];
};

/** What is longer is in the worktree, and said to be. */
const MAX_TEXT = 12_000;
const MAX_LINES = 40;

export function takingOver(taken: TakenOver): string {
  const { from, by, message, left, plan, progress, commits, uncommitted } = taken;
  const had =
    from === null
      ? `${by} handed this work over to you.`
      : `You take this work over from ${from}: ${by} handed it over to you. What ${from} made is in your worktree and on your branch; look at it first, and go on from there.`;
  return [
    line(had),
    said(by, message),
    from === null ? '' : line(`It was left ${left}.`),
    quoted('The plan that was written for it:', plan),
    quoted('progress.md, as it was left:', progress),
    listed('Commits of it, the newest first:', commits),
    listed('Changed and not committed:', uncommitted),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** With its line breaks: who writes several lines means them. */
function said(by: string, message: string): string {
  return /[\r\n]/.test(message.trim())
    ? quoted(line(`${by} says:`), message)
    : message.trim() && line(`${by} says: ${message.trim()}`);
}

function quoted(title: string, text = ''): string {
  if (text.trim() === '') return '';
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\n(cut here)` : text;
  const lines = cut.trim().split(/\r\n|\r|\n/);
  return [title, ...lines.map((one) => `> ${line(one)}`.trimEnd())].join('\n');
}

function listed(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const more = lines.length - MAX_LINES;
  return [
    title,
    ...lines.slice(0, MAX_LINES).map((one) => `- ${line(one)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n');
}

function line(text: string): string {
  return plainText(text, 2000);
}
