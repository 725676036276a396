/** Reads tables that list workstreams: one a row, its parts in columns named freely. */
import type { Draft } from './draft.js';
import type { Remark } from './foreign.js';
import { isPath } from './conflict-rules.js';
import { plain, type Row, type Table } from './markdown.js';
import { columnsOf, idIn, isOfWork, numbered, type Column } from './table-columns.js';
import { dayOf, estimateOf, priorityOf } from './words.js';

/** A dependency whose id is looked up when all workstreams are known. */
export type Wanted = {
  readonly of: string;
  readonly line: number;
  readonly text: string;
};

export type TableRead = {
  readonly wanted: readonly Wanted[];
  /** An id in two rows. */
  readonly faults: readonly Remark[];
  /** Those that list a workstream. */
  readonly rows: number;
  /** Which wave merges a workstream, where a column says so. */
  readonly merged: readonly Merged[];
};

export type Merged = {
  readonly id: string;
  readonly line: number;
  readonly wave: number;
};

/** Takes the table if it lists workstreams, and says what they depend on. */
export function readWorkstreamTable(draft: Draft, table: Table): TableRead {
  const columns = columnsOf(table);
  const id = columns.indexOf('id');
  const faults: Remark[] = [];
  if (!isOfWork(columns)) return { wanted: [], faults, rows: 0, merged: [] };
  draft.read(table.line, table.line + 1);
  for (const [at, title] of table.header.entries())
    if (columns[at] === undefined)
      draft.doubt(table.line, `column "${plain(title)}" is not part of a plan`);
  const lines = new Map<string, number>();
  const rows = table.rows.flatMap((row) => {
    const cell = plain(row.cells[id] ?? '');
    const head = idIn(cell);
    const before = head && lines.get(head.id);
    if (!head) draft.doubt(row.line, `"${cell}" is no id of a workstream`);
    if (head && before !== undefined)
      faults.push({
        line: row.line,
        text: `"${head.id}" is already the id of the workstream of line ${before}`,
      });
    if (!head || before !== undefined) return [];
    lines.set(head.id, row.line);
    return [readRow(draft, row, { ...head, columns, titles: table.header })];
  });
  const wanted = rows.flatMap((row) => row.wanted);
  return { wanted, faults, rows: rows.length, merged: rows.flatMap((row) => row.merged) };
}

type Head = {
  readonly id: string;
  readonly name?: string;
  readonly columns: readonly (Column | undefined)[];
  readonly titles: readonly string[];
};

type RowRead = { readonly wanted: readonly Wanted[]; readonly merged: readonly Merged[] };

function readRow(draft: Draft, { line, cells }: Row, head: Head): RowRead {
  const { id, name, columns, titles } = head;
  const workstream = draft.workstream(id, line);
  if (name !== undefined) workstream.name = name;
  draft.read(line);
  const wanted: Wanted[] = [];
  const merged: Merged[] = [];
  for (const [at, column] of columns.entries()) {
    const text = plain((cells[at] ?? '').replaceAll(/<br\s*\/?>/gi, ', '));
    if (text === '' || /^(?:[-–—]|n\/a)$/i.test(text)) continue;
    const cell = { workstream, text, title: titles[at] ?? '' };
    if (column === 'dependencies') wanted.push(...waitsOf(line, cell));
    else if (column === 'wave') merged.push(...mergedBy(draft, line, cell));
    else readCell(draft, line, { ...cell, column });
  }
  return { wanted, merged };
}

function readCell(
  draft: Draft,
  line: number,
  { column, ...cell }: Cell & { readonly column: Column | undefined },
): void {
  const { workstream, text } = cell;
  switch (column) {
    case 'name':
    case 'role':
    case 'branch':
      workstream[column] = text;
      return;
    case 'owns':
    case 'avoids':
      return readPaths(draft, line, { ...cell, list: column });
    case 'priority':
      return readPriority(draft, line, cell);
    case 'estimate':
      return readEstimate(draft, line, cell);
    case 'day':
      return readDay(draft, line, cell);
    case 'id':
    case 'wave':
    case 'dependencies':
    case undefined:
  }
}

function waitsOf(line: number, { workstream, text }: Cell): readonly Wanted[] {
  if (/critical path/i.test(text)) workstream.priority ??= 'critical';
  if (/^(?:none|nothing|no)\b/i.test(text)) return [];
  const words = text.replaceAll(/(?<![\w-])#?(\d{1,3})(?![\w-])/g, numbered);
  return [{ of: workstream.id, line, text: words }];
}

function mergedBy(
  draft: Draft,
  line: number,
  { workstream, text }: Cell,
): readonly Merged[] {
  const wave = /^(?:wave\s*)?(\d{1,3})\b/i.exec(text)?.[1];
  if (wave === undefined) draft.doubt(line, `wave "${text}" has no number`);
  return wave === undefined ? [] : [{ id: workstream.id, line, wave: Number(wave) }];
}

function readPaths(
  draft: Draft,
  line: number,
  { workstream, text, list }: Cell & { readonly list: 'owns' | 'avoids' },
): void {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const paths = words.filter(isPath);
  if (paths.length < words.length)
    draft.doubt(line, `not all of "${text}" are paths for ${workstream.id}`);
  if (paths.length > 0) workstream[list] = [...new Set(paths)];
}

function readDay(draft: Draft, line: number, { workstream, text }: Cell): void {
  const day = dayOf(text) ?? (/^\d+$/.test(text) ? Number(text) : undefined);
  if (day === undefined || day < 1) draft.doubt(line, `start "${text}" names no day`);
  else workstream.day = day;
}

type Cell = {
  readonly workstream: ReturnType<Draft['workstream']>;
  readonly text: string;
  readonly title: string;
};

function readPriority(draft: Draft, line: number, { workstream, text }: Cell): void {
  const priority = priorityOf(text);
  if (priority === undefined) draft.doubt(line, `priority "${text}" is unknown`);
  else workstream.priority = priority;
}

function readEstimate(
  draft: Draft,
  line: number,
  { workstream, text, title }: Cell,
): void {
  const estimate = estimateOf(text, unitIn(title));
  if (estimate !== undefined) workstream.estimate = estimate;
  else
    draft.doubt(
      line,
      `duration "${text}" is no length of time; ${workstream.id} has no estimate`,
    );
}

/** `Days`, `Est. hours`, `Effort (h)`. */
function unitIn(title: string): 'd' | 'h' | 'm' | undefined {
  if (/\bdays?\b|\(d\)/i.test(title)) return 'd';
  if (/\b(?:hours?|hrs?)\b|\(h\)/i.test(title)) return 'h';
  return /\bmin(?:ute)?s?\b|\(m\)/i.test(title) ? 'm' : undefined;
}
