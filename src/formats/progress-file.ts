/**
 * Reads `progress.md`, for which there is no standard: percents, bars, checkboxes,
 * `Status:` lines, a section of blockers. The surest form that occurs decides; of equals
 * the last. What is reported here is an agent's word, never proof.
 */
import { plainText } from '../base/plain-text.js';
import { someOf } from './agent-lists.js';
import type { Progress } from '../domain/report.js';

/** Read from the start of the file; what an agent dumps beyond it is no progress report. */
export const MAX_PROGRESS_CHARACTERS = 64 * 1024;

/** Longer lines are no prose, and every pattern below looks at every line. */
const MAX_LINE = 400;

const MAX_BLOCKERS = 20;

const MAX_ITEMS = 20;

const PERCENT = /(?<![\d.])(\d{1,3})(?:\.\d{1,3})? ?%/;
const BAR = /[█▓▒░■□▰▱]{3,}|\[[#=>*.-]{3,}\]/;
const CHECKBOX = /^\s{0,12}(?:[-*+]|\d{1,3}\.)\s{1,4}\[([ xX])\]/;
const HEADING = /^\s{0,3}#{1,6}\s|^\s{0,3}\*\*[^*]{1,80}\*\*:?\s*$/;
const ABOUT_PROGRESS = /\b(?:progress|overall|total|completed?|done|status)\b/i;
const ABOUT_OTHER = /\bcoverage\b|\bcpu\b|\bmemory\b|\bpassing\b/i;
const BLOCKERS = /^[\s#*_>-]{0,8}blockers?\b[*_ ]*:?[*_ ]*(.*)$/i;
const LESSONS =
  /^[\s#*_>-]{0,8}(?:lessons?(?: learn(?:ed|t))?|learnings?)[*_ ]*:?[*_ ]*$/i;
const DECISIONS = /^[\s#*_>-]{0,8}decisions?(?: made)?[*_ ]*:?[*_ ]*$/i;
const ITEM = /^\s{0,12}(?:[-*+]|\d{1,3}[.)])\s/;
const NONE = /^(?:none|no|nothing|n\/a|-|—|0)?[\s.!]*$/i;
const FINISHED = /\bstatus\b[*_ ]*:[^a-z]{0,10}(?:done|complete|completed|finished)\b/i;

/** More than this share of what no decoder can read was never meant as text. */
const MAX_GARBLED = 0.1;

/** Whether a file's text was written to be read, and is no program or picture. */
export function isProse(text: string): boolean {
  const start = text.slice(0, MAX_PROGRESS_CHARACTERS);
  const garbled = start.match(/\ufffd/gu)?.length ?? 0;
  return !start.includes('\0') && garbled <= start.length * MAX_GARBLED;
}

/** What the text reports. Any text gives an answer, binary junk too. */
export function readProgress(text: string): Progress {
  const lines = text
    .slice(0, MAX_PROGRESS_CHARACTERS)
    .split(/\r\n|\r|\n/)
    .map((line) => line.slice(0, MAX_LINE));
  const { report, blockers } = withoutBlockers(lines);
  const told = someOf({
    lessons: itemsUnder(LESSONS, lines),
    decisions: itemsUnder(DECISIONS, lines),
  });
  return { percent: percentOf(report), lastLine: lastLine(report), blockers, ...told };
}

function percentOf(lines: readonly string[]): number | undefined {
  const prose = lines.filter((line) => !CHECKBOX.test(line) && !ABOUT_OTHER.test(line));
  return (
    lastPercent(prose.filter((line) => ABOUT_PROGRESS.test(line))) ??
    lastPercent(prose.filter((line) => BAR.test(line))) ??
    lastBar(prose) ??
    lastPercent(
      prose.filter((line) => /^[\s>*_-]{0,8}\d{1,3}(?:\.\d+)? ?%/.test(line)),
    ) ??
    checkedPercent(lines) ??
    (lines.some((line) => FINISHED.test(line)) ? 100 : undefined)
  );
}

function lastPercent(lines: readonly string[]): number | undefined {
  const found = lines.map((line) => PERCENT.exec(line)?.[1]).filter((text) => text);
  const last = found.at(-1);
  return last === undefined ? undefined : Math.min(100, Number(last));
}

function lastBar(lines: readonly string[]): number | undefined {
  const bar = lines
    .map((line) => BAR.exec(line)?.[0] ?? '')
    .findLast((bar) => bar !== '');
  if (bar === undefined) return undefined;
  const cells = bar.match(/[^[\]]/gu) ?? [];
  const full = cells.filter((cell) => '█▓■▰#=>*'.includes(cell));
  return Math.round((100 * full.length) / cells.length);
}

function checkedPercent(lines: readonly string[]): number | undefined {
  const boxes = lines.map((line) => CHECKBOX.exec(line)?.[1]).filter((box) => box);
  if (boxes.length === 0) return undefined;
  const checked = boxes.filter((box) => box !== ' ').length;
  return Math.round((100 * checked) / boxes.length);
}

function lastLine(lines: readonly string[]): string {
  return lines.map(said).findLast((line) => /[\p{L}\p{N}]/u.test(line)) ?? '';
}

/** A line without the signs of Markdown around it. */
function said(line: string): string {
  const text = line
    .replace(CHECKBOX, '')
    .replace(/^[\s#>*+-]{1,12}/, '')
    .replaceAll(/\*\*|__|`/g, '');
  return plainText(text.trim(), 200);
}

/** The list right below a title. */
function itemsUnder(title: RegExp, lines: readonly string[]): readonly string[] {
  const items: string[] = [];
  let inside = false;
  for (const line of lines) {
    if (title.test(line)) inside = true;
    else if (inside && ITEM.test(line)) items.push(said(line.replace(ITEM, '')));
    else if (line.trim() !== '') inside = false;
  }
  return items.filter((item) => !NONE.test(item)).slice(0, MAX_ITEMS);
}

/** Takes the section (or line) of blockers out of the rest. */
function withoutBlockers(lines: readonly string[]) {
  const report: string[] = [];
  const blockers: string[] = [];
  let inside = false;
  for (const line of lines) {
    const rest = BLOCKERS.exec(line)?.[1];
    if (rest !== undefined) inside = true;
    else if (HEADING.test(line)) inside = false;
    const text = said(rest ?? line);
    if (!inside) report.push(line);
    else if (!NONE.test(text) && blockers.length < MAX_BLOCKERS) blockers.push(text);
    // `Blockers: none` stands in one line; what follows it is no blocker.
    if (rest !== undefined && rest.trim() !== '') inside = false;
  }
  return { report, blockers };
}
