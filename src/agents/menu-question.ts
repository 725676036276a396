/**
 * What an agent's menu asks: its plan, or a permission as far as its screen shows it. What
 * is asked about may quote the words of the other.
 */
import type { AgentSpec, PermissionMenu } from '../formats/agent-file.js';
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
  asks: Asks,
  lines: readonly string[],
): ShownQuestion | undefined {
  const asked = askedIn(asks, lines);
  if (asked?.what !== 'permission') return undefined;
  const dialog = lines.slice(Math.max(0, asked.at - LINES_ABOVE));
  const text = dialog.map(withoutCursor).join('\n');
  return { text: text.replace(/^\n+|\n+$/g, ''), menu: asked.menu };
}

/** The live menu that asks about the agent's plan, if there is one. */
export function planMenu(asks: Asks, lines: readonly string[]): Menu | undefined {
  const asked = askedIn(asks, lines);
  return asked?.what === 'plan' ? asked.menu : undefined;
}

type Asked = {
  readonly what: keyof Asks;
  /** The line of the question. */
  readonly at: number;
  readonly menu: Menu;
};

/** Where both questions stand above a menu, its labels tell, else the nearer one counts. */
function askedIn(
  { plan, permission }: Asks,
  lines: readonly string[],
): Asked | undefined {
  const menu = findMenu(lines);
  if (!menu) return undefined;
  const above = lines.slice(0, menu.top);
  const asked: readonly Asked[] = [
    { what: 'plan', at: lastOf(plan, above), menu },
    { what: 'permission', at: lastOf(permission, above), menu },
  ];
  const questions = { plan, permission };
  const shown = asked.filter(({ at }) => at >= 0);
  const offered = shown.filter(({ what }) => offers(menu, questions[what]));
  const [first, second] = offered.length === 1 ? offered : shown;
  return first && second && second.at > first.at ? second : first;
}

function offers({ options }: Menu, asked: PermissionMenu | undefined): boolean {
  return options.some(({ label }) => asked?.approve.test(label));
}

/** A line that is the same whichever option has the cursor. */
export function withoutCursor(line: string): string {
  return line.replace(CURSOR, '$1 ').trimEnd();
}

function lastOf(
  asked: Pick<PermissionMenu, 'question'> | undefined,
  lines: readonly string[],
): number {
  return asked ? lines.findLastIndex((line) => asked.question.test(line)) : -1;
}

/** Enough to tell two commands apart, and shown by every dialog that shows one. */
const MENTIONED = 24;

/** Whether a dialog shows the command or the file that a hook told of. */
export function mentions({ text }: ShownQuestion, question: Question): boolean {
  const subject = subjectOf(question);
  return subject !== undefined && closed(text).includes(subject.slice(0, MENTIONED));
}

/**
 * Which of several questions that hooks told of a dialog asks: the one whose command or file
 * it shows last, since what stands above may be of another. Undefined where two may be meant.
 */
export function askedBy(
  { text }: ShownQuestion,
  told: readonly Question[],
): Question | undefined {
  const lines = text.split('\n').map(closed);
  const places = told.map((question) => lastNamed(lines, subjectOf(question)));
  const last = Math.max(-1, ...places);
  const [found, another] = told.filter((_, at) => last >= 0 && places[at] === last);
  return another ? undefined : found;
}

/** The line in which it begins; -1 for none. A short one is all of its line, but for a mark. */
function lastNamed(lines: readonly string[], subject: string | undefined): number {
  if (subject === undefined) return -1;
  if (subject.length < MENTIONED)
    return lines.findLastIndex((line) => line.replace(/^\$/, '') === subject);
  const start = subject.slice(0, MENTIONED);
  return lines.findLastIndex((line, at) => {
    const found = lines.slice(at).join('').indexOf(start);
    return found >= 0 && found < line.length;
  });
}

/** The command or the file that it is about, without blanks. */
function subjectOf({ rule, event }: Question): string | undefined {
  const { command, path } = rule.use;
  const subject = [command, path]
    .map((field) => (field === undefined ? '' : (event[field] ?? '')))
    .find((value) => value !== '');
  return subject === undefined ? undefined : closed(subject);
}

/** Dialogs break lines, in boxes with sides. */
function closed(text: string): string {
  return text.replaceAll(/[\s│┃|]+/gu, '');
}
