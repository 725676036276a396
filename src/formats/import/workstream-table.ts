/** Reads tables that list workstreams: one a row, its parts in columns named freely. */
import type { Draft } from './draft.js';
import type { Remark } from './foreign.js';
import { plain, type Row, type Table } from './markdown.js';
import { ID } from './names.js';
import { dayOf, estimateOf, priorityOf } from './words.js';

type Column =
  | 'id'
  | 'name'
  | 'role'
  | 'estimate'
  | 'day'
  | 'dependencies'
  | 'priority'
  | 'branch'
  | 'owns';

const COLUMNS: readonly (readonly [RegExp, Column])[] = [
  [/^(?:id|ws|work ?stream(?: id)?|task id)$/i, 'id'],
  [/^(?:name|title|work ?stream name|task|description)$/i, 'name'],
  [/\bagent\b|^role$/i, 'role'],
  [/start/i, 'day'],
  [/^(?:duration|days?|estimated?.*|effort|time|hours?)$/i, 'estimate'],
  [/depend|^after$|^blocked by$/i, 'dependencies'],
  [/^priority$/i, 'priority'],
  [/^branch$/i, 'branch'],
  [/^(?:owns|files|paths|owned files)$/i, 'owns'],
];

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
};

/** Takes the table if it lists workstreams, and says what they depend on. */
export function readWorkstreamTable(draft: Draft, table: Table): TableRead {
  const columns = table.header.map(
    (title) => COLUMNS.find(([pattern]) => pattern.test(plain(title)))?.[1],
  );
  const id = columns.indexOf('id');
  if (id < 0 || columns.filter((column) => column !== undefined).length < 3)
    return { wanted: [], faults: [], rows: 0 };
  draft.read(table.line, table.line + 1);
  for (const [at, title] of table.header.entries())
    if (columns[at] === undefined)
      draft.doubt(table.line, `column "${plain(title)}" is not part of a plan`);
  const wanted: Wanted[] = [];
  const faults: Remark[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    const name = plain(row.cells[id] ?? '');
    const before = lines.get(name);
    if (!new RegExp(`^${ID}$|^[a-z][\\w-]*$`).test(name))
      draft.doubt(row.line, `"${name}" is no id of a workstream`);
    else if (before !== undefined)
      faults.push({
        line: row.line,
        text: `"${name}" is already the id of the workstream of line ${before}`,
      });
    else {
      lines.set(name, row.line);
      wanted.push(...readRow(draft, row, { id: name, columns, titles: table.header }));
    }
  }
  return { wanted, faults, rows: lines.size };
}

type Head = {
  readonly id: string;
  readonly columns: readonly (Column | undefined)[];
  readonly titles: readonly string[];
};

function readRow(draft: Draft, row: Row, head: Head): readonly Wanted[] {
  const workstream = draft.workstream(head.id, row.line);
  draft.read(row.line);
  const wanted: Wanted[] = [];
  for (const [at, column] of head.columns.entries()) {
    const text = plain(row.cells[at] ?? '');
    if (text === '' || /^[-–—]$/.test(text)) continue;
    switch (column) {
      case 'name':
        workstream.name = text;
        break;
      case 'role':
        workstream.role = text;
        break;
      case 'branch':
        workstream.branch = text;
        break;
      case 'owns':
        workstream.owns = text.split(/[\s,]+/);
        break;
      case 'priority':
        readPriority(draft, row.line, { workstream, text });
        break;
      case 'estimate':
        readEstimate(draft, row.line, { workstream, text, title: head.titles[at] ?? '' });
        break;
      case 'day': {
        const day = dayOf(text) ?? (/^\d+$/.test(text) ? Number(text) : undefined);
        if (day === undefined) draft.doubt(row.line, `start "${text}" names no day`);
        else workstream.day = day;
        break;
      }
      case 'dependencies':
        if (/critical path/i.test(text)) workstream.priority ??= 'critical';
        if (!/^none\b/i.test(text)) wanted.push({ of: head.id, line: row.line, text });
        break;
      case 'id':
      case undefined:
    }
  }
  return wanted;
}

type Cell = {
  readonly workstream: ReturnType<Draft['workstream']>;
  readonly text: string;
};

function readPriority(draft: Draft, line: number, { workstream, text }: Cell): void {
  const priority = priorityOf(text);
  if (priority === undefined) draft.doubt(line, `priority "${text}" is unknown`);
  else workstream.priority = priority;
}

function readEstimate(
  draft: Draft,
  line: number,
  { workstream, text, title }: Cell & { readonly title: string },
): void {
  const estimate = estimateOf(text, /day/i.test(title) ? 'd' : undefined);
  if (estimate !== undefined) workstream.estimate = estimate;
  else
    draft.doubt(
      line,
      `duration "${text}" is no length of time; ${workstream.id} has no estimate`,
    );
}
