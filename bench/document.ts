/**
 * The figures in docs/performance.md, written between marks from the baseline. The words
 * around them are written by hand.
 */
import { resultsOf, type Baseline } from './baseline.js';
import { missed } from './limits.js';
import type { RowId } from './rows.js';
import { shortNumber, tableLines } from './table.js';

/** `text` with the parts that are made from the baseline in place of those it has. */
export function document(text: string, baseline: Baseline): string {
  return [
    ['machine', machineText(baseline)],
    ['table', tableText(baseline)],
    ['floor', floorText(baseline)],
    ['limits', limitsText(baseline)],
  ].reduce((all, [name = '', made = '']) => replaced(all, name, made), text);
}

function replaced(text: string, name: string, made: string): string {
  const begin = `<!-- ${name}: made by npm run bench -- --document -->`;
  const end = `<!-- end of ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the document has no marks of its ${name}`);
  return `${text.slice(0, from + begin.length)}\n\n${made}\n\n${text.slice(to)}`;
}

function machineText({ taken, machine }: Baseline): string {
  const { system, processor, cores, memoryGigabytes, node, tmux } = machine;
  return `Taken on ${taken}: ${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}, ${tmux}.`;
}

function tableText(baseline: Baseline): string {
  return markdownTable(tableLines(resultsOf(baseline)));
}

/** Aligned as prettier does it, which checks the document. */
function markdownTable([header = [], ...lines]: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...lines].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [header, rule, ...lines].map(line).join('\n');
}

/** For each bar that is missed, what stands in its way. */
function limitsText(baseline: Baseline): string {
  const lines = missed(resultsOf(baseline)).map((row) => [
    row.what,
    row.unit,
    shortNumber(row.figure),
    row.bar,
    row.limit === undefined ? '' : shortNumber(row.limit),
    row.limitIs,
  ]);
  if (lines.length === 0) return 'Every bar is met.';
  return markdownTable([
    ['missed', 'unit', 'wtmux', 'bar', 'limit', 'what it is'],
    ...lines,
  ]);
}

/** What keys and starts take without wtmux. */
function floorText({ rows }: Baseline): string {
  const of = (subject: 'bare pty' | 'relay') =>
    [rows['echo.median'], rows['echo.p99']]
      .map((figures) => shortNumber(figures?.[subject] ?? NaN))
      .join(' / ');
  const start = (row: RowId, subject: 'relay' | 'wtmux') =>
    shortNumber(rows[row]?.[subject] ?? NaN);
  return [
    `Keys, median / p99 in ms on that machine: a bare pty ${of('bare pty')}, an empty relay ${of('relay')}.`,
    `Starts in ms: an empty program of Node ${start('start.node', 'wtmux')}, an empty relay ${start('start.cold', 'relay')}.`,
  ].join('\n');
}
