/** The permission that an agent's menu asks for, as far as its screen shows it. */
import type { PermissionMenu } from '../formats/agent-file.js';
import { findMenu, type Menu } from './menu.js';
import type { Question } from './question.js';

export type ShownQuestion = {
  /** The lines of its dialog, wherever the cursor is; the same for the same question. */
  readonly text: string;
  readonly menu: Menu;
};

/** What is asked about stands above the question or between it and the options. */
const LINES_ABOVE = 12;

/** The mark of the option that would be chosen. */
const CURSOR = /^(\s*[│┃|]?\s*)[❯›▶>●](?=\s*\d{1,2}[.)])/u;

/** Undefined when there is no live menu, or one that asks for something else. */
export function questionOn(
  permission: PermissionMenu,
  lines: readonly string[],
): ShownQuestion | undefined {
  const at = lines.findLastIndex((line) => permission.question.test(line));
  const menu = at < 0 ? undefined : findMenu(lines);
  if (!menu) return undefined;
  const dialog = lines.slice(Math.max(0, at - LINES_ABOVE));
  const text = dialog.map((line) => line.replace(CURSOR, '$1 ').trimEnd()).join('\n');
  return { text: text.replace(/^\n+|\n+$/g, ''), menu };
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
