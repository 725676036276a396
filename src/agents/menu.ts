/**
 * The menu that an agent shows at the bottom of its screen: options, one of which has a
 * cursor. Known by its structure, because its wording changes weekly: they are numbered, or
 * stand below each other and right above a line of keys that says how to leave.
 *
 * A menu is live only when nothing that could be typed into stands below it: agents quote
 * menus, and old ones stay visible above the prompt.
 */
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import { PROMPT } from './prompt-line.js';

export type Menu = {
  readonly options: readonly MenuOption[];
  /** Index of the option with the cursor. */
  readonly selected: number;
  /** The line of its first option. */
  readonly top: number;
  /** The same as long as it is the same question with the same options. */
  readonly fingerprint: string;
};

export type MenuOption = { readonly number: number; readonly label: string };

/** `❯ 1. Yes` or `│   2) No  │`; the box's sides and the cursor may be missing. */
const OPTION = /^\s*[│┃|]?\s*([❯›▶>●])?\s*(\d{1,2})[.)]\s+(\S.*?)\s*[│┃|]?\s*$/u;

/** Long labels wrap, and options have descriptions: so many other lines may stand between. */
const MAX_GAP = 3;

/** Below the last option: hints at keys, at most. */
const MAX_FOOTER = 5;

const DOWN = '\u001b[B';
const UP = '\u001b[A';
/** Chooses the option with the cursor. */
export const ENTER = '\r';

type Row = MenuOption & { readonly at: number; readonly cursor: boolean };

/** The live menu on a screen, or undefined. */
export function findMenu(lines: readonly string[]): Menu | undefined {
  return menuOf(lastRun(lines.flatMap(rowOf)), lines) ?? menuOf(unnumbered(lines), lines);
}

function menuOf(rows: readonly Row[], lines: readonly string[]): Menu | undefined {
  const [first] = rows;
  const selected = rows.findIndex(({ cursor }) => cursor);
  const cursors = rows.filter(({ cursor }) => cursor).length;
  if (!first || rows.length < 2 || cursors !== 1) return undefined;
  if (!isLive(lines.slice((rows.at(-1)?.at ?? 0) + 1))) return undefined;
  const options = rows.map(({ number, label }) => ({ number, label }));
  const question = lines.slice(0, first.at).findLast((line) => line.trim() !== '') ?? '';
  const labels = options.map(({ label }) => label);
  const top = first.at;
  return { options, selected, top, fingerprint: [question.trim(), ...labels].join('\n') };
}

/** The index of the option whose label fits, or why there is none. */
export function optionOf(
  menu: Menu,
  label: RegExp,
): Result<number, { readonly why: string }> {
  const fitting = menu.options.flatMap((option, at) =>
    label.test(option.label) ? [at] : [],
  );
  const [wanted, another] = fitting;
  const shown = menu.options.map((option) => plainText(option.label, 40)).join(', ');
  if (wanted === undefined)
    return fail({ why: `no option of its menu is the one wanted: ${shown}` });
  if (another !== undefined)
    return fail({ why: `several options of its menu could be meant: ${shown}` });
  return ok(wanted);
}

/**
 * The next key on the way to choosing an option, Enter once the cursor is on it. One at a
 * time: an agent that reads two at once may act on the second before it has drawn what the
 * first did (Claude Code 2.1.197 took Down and Enter for Enter on the first option).
 */
export function keyTowards({ selected }: Menu, wanted: number): string {
  if (selected === wanted) return ENTER;
  return selected < wanted ? DOWN : UP;
}

function rowOf(line: string, at: number): readonly Row[] {
  const [, cursor, number, label] = OPTION.exec(line) ?? [];
  if (number === undefined || label === undefined) return [];
  return [{ at, number: Number(number), label, cursor: cursor !== undefined }];
}

/** The last rows that are numbered 1, 2, 3 ... and stand close together. */
function lastRun(rows: readonly Row[]): readonly Row[] {
  const start = rows.findLastIndex(({ number }) => number === 1);
  const run = rows.slice(Math.max(0, start));
  const end = run.findIndex(({ number, at }, index) => {
    const before = run[index - 1];
    return number !== index + 1 || (before && at - before.at > MAX_GAP + 1);
  });
  return end < 0 ? run : [];
}

/** `❯ Yes`, in no box. */
const CHOSEN = /^(\s*[❯›] )(\S.*)$/u;

/** What stands below options without numbers; a prompt has its box there. */
const KEYS = /^\s*(Enter to (confirm|select)\b.*· )?Esc to cancel\b/u;

/** Options without numbers: labels in one column, a blank line, and the keys. */
function unnumbered(lines: readonly string[]): readonly Row[] {
  const keys = lines.findLastIndex((line) => line.trim() !== '');
  if (!KEYS.test(lines[keys] ?? '')) return [];
  const last = lines.findLastIndex((line, at) => at < keys && line.trim() !== '');
  const cursor = lines.findLastIndex((line, at) => at <= last && CHOSEN.test(line));
  const [, before = ''] = CHOSEN.exec(lines[cursor] ?? '') ?? [];
  if (before === '' || last === keys - 1) return [];
  const isOption = (line = '') =>
    line.startsWith(' '.repeat(before.length)) && /\S/.test(line[before.length] ?? '');
  let start = cursor;
  while (isOption(lines[start - 1])) start--;
  if (!lines.slice(cursor + 1, last + 1).every(isOption)) return [];
  return lines.slice(start, last + 1).map((line, index) => {
    const at = start + index;
    const label = line.slice(before.length).trim();
    return { at, number: index + 1, label, cursor: at === cursor };
  });
}

function isLive(below: readonly string[]): boolean {
  const footer = below.filter((line) => line.trim() !== '');
  return footer.length <= MAX_FOOTER && !footer.some((line) => PROMPT.test(line));
}
