/**
 * What an agent's menu asks: its plan, or a permission as far as its screen shows it. What
 * is asked about may quote the words of the other; the question is the one nearest to the menu.
 */
import type { AgentSpec } from '../formats/agent-file.js';
import { findMenu, type Menu } from './menu.js';
import type { Question } from './question.js';

export type ShownQuestion = {
  /** The lines of its dialog, wherever the cursor is; the same for the same question. */
  readonly text: string;
  readonly menu: Menu;
};

/** What is asked about stands above the question or between it and the options. */
const LINES_ABOVE = 12;

/** The mark of the option that would be chosen, with a number or without. */
const CURSOR = /^(\s*[│┃|]?\s*)(?:[❯›▶>●](?=\s*\d{1,2}[.)])|[❯›](?= ))/u;

/** The questions that an agent's file knows. */
export type Asks = Pick<AgentSpec, 'plan' | 'permission'>;

/** Undefined when there is no live menu, or one that asks for something else. */
export function questionOn(
  { plan, permission }: Asks,
  lines: readonly string[],
): ShownQuestion | undefined {
  const at = lastOf(permission, lines);
  const menu = at > lastOf(plan, lines) ? findMenu(lines) : undefined;
  if (!menu) return undefined;
  const dialog = lines.slice(Math.max(0, at - LINES_ABOVE));
  const text = dialog.map(withoutCursor).join('\n');
  return { text: text.replace(/^\n+|\n+$/g, ''), menu };
}

/** The live menu that asks about the agent's plan, if there is one. */
export function planMenu(
  { plan, permission }: Asks,
  lines: readonly string[],
): Menu | undefined {
  const at = lastOf(plan, lines);
  return at > lastOf(permission, lines) ? findMenu(lines) : undefined;
}

/** A line that is the same whichever option has the cursor. */
export function withoutCursor(line: string): string {
  return line.replace(CURSOR, '$1 ').trimEnd();
}

function lastOf(
  asked: { readonly question: RegExp } | undefined,
  lines: readonly string[],
): number {
  return asked ? lines.findLastIndex((line) => asked.question.test(line)) : -1;
}

/** Enough to tell two commands apart, and shown by every dialog that shows one. */
const MENTIONED = 24;

/** Whether a dialog shows the command or the file that a hook told of. */
export function mentions({ text }: ShownQuestion, { rule, event }: Question): boolean {
  const { command, path } = rule.use;
  const subject = [command, path]
    .map((field) => (field === undefined ? '' : (event[field] ?? '')))
    .find((value) => value !== '');
  if (subject === undefined) return false;
  return closed(text).includes(closed(subject).slice(0, MENTIONED));
}

/** Dialogs break lines, in boxes with sides. */
function closed(text: string): string {
  return text.replaceAll(/[\s│┃|]+/gu, '');
}
