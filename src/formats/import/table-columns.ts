/** Which part of a workstream a column of a table holds, by its title and its cells. */
import { plain, type Table } from './markdown.js';
import { ID } from './names.js';

export type Column =
  | 'id'
  | 'name'
  | 'role'
  | 'estimate'
  | 'day'
  | 'wave'
  | 'dependencies'
  | 'priority'
  | 'branch'
  | 'owns'
  | 'avoids';

/** The first that fits counts. `Workstream` may hold ids or names: its cells say which. */
const TITLES: readonly (readonly [RegExp, Column])[] = [
  [
    /^(?:name|title|(?:work ?stream|work ?package|task|track) name|description)$/i,
    'name',
  ],
  [/^(?:#|no\.?|nr\.?|id|ws|key|ticket)$/i, 'id'],
  [/^(?:work ?streams?|work ?packages?|tasks?|tracks?)(?: id)?$/i, 'id'],
  [/\bagents?\b|^role$|\bowner\b|\bassign|\bresponsible\b/i, 'role'],
  [/\bstarts?\b/i, 'day'],
  [/^(?:merge |integration )?wave$/i, 'wave'],
  [/^(?:duration|est\b|estimate|effort|time\b|days?\b|hours?\b|minutes?\b)/i, 'estimate'],
  [
    /depend|^after$|^blocked by$|^needs?$|^requires?$|^waits? for$|prerequisite/i,
    'dependencies',
  ],
  [/^priority$/i, 'priority'],
  [/^(?:git )?branch(?: name)?$/i, 'branch'],
  [/\b(?:avoid|off.limits|(?:must|do) not|don.t touch|read.only)/i, 'avoids'],
  [/^(?:owns|(?:owned )?(?:files?|paths?|folders?)(?: owned)?|touches)$/i, 'owns'],
];

/** What only tables of risks, questions and decisions have. */
const OTHER =
  /\b(?:risks?|severity|impact|likelihood|probability|mitigation|decision|question)\b/i;

/** A table of waves, phases or days, each with several workstreams. */
const GROUPED = /^(?:(?:merge |integration )?waves?|phases?|stages?|days?)$/i;

/** Rows that only have numbers are of workstreams where a title says so. */
const NUMBER = /^#?\d{1,3}$/;
const WORK = /^(?:work ?streams?|work ?packages?|tasks?|tracks?)\b/i;

const CELL = new RegExp(`^(?:${ID}\\b.*|[a-z][\\w-]*|#?\\d{1,3})$`, 'u');

/** One for each column of the table; undefined for what no plan has. */
export function columnsOf(table: Table): readonly (Column | undefined)[] {
  const titles = table.header.map(plain);
  if (GROUPED.test(titles[0] ?? '') || titles.some((title) => OTHER.test(title)))
    return titles.map(() => undefined);
  const columns = table.header.map(
    (title) => TITLES.find(([pattern]) => pattern.test(plain(title)))?.[1],
  );
  const candidates = [...columns.keys()].filter((at) => columns[at] === 'id');
  const id = candidates.toSorted((a, b) => share(table, b) - share(table, a))[0];
  const named = columns.includes('name');
  const read = columns.map((column, at) => {
    if (column !== 'id' || at === id) return column;
    return named ? undefined : ('name' as const);
  });
  const counted =
    id !== undefined &&
    table.rows.every(({ cells }) => NUMBER.test(plain(cells[id] ?? '')));
  return counted && !titles.some((title) => WORK.test(title))
    ? titles.map(() => undefined)
    : read;
}

/** Whether columns are those of a table that lists workstreams. */
export function isOfWork(columns: readonly (Column | undefined)[]): boolean {
  return columns.includes('id') && columns.filter(Boolean).length >= 3;
}

/** How many cells of a column look like ids; a number is one where there is no other. */
function share({ rows }: Table, at: number): number {
  const cells = rows.map(({ cells }) => plain(cells[at] ?? ''));
  const ids = cells.filter((cell) => CELL.test(cell));
  const numbers = cells.filter((cell) => /^#?\d+$/.test(cell));
  return ids.length - numbers.length / 2;
}

/** `CK1`, `search-api`, `CK1: Cart`, or a number of the document's own, which WS- leads. */
export function idIn(
  cell: string,
): { readonly id: string; readonly name?: string } | undefined {
  if (NUMBER.test(cell)) return { id: numbered(cell) };
  if (/^[a-z][\w-]*$/.test(cell)) return { id: cell };
  const [, id, name = ''] =
    new RegExp(`^(${ID})(?:\\s*[:—–-])?(?:\\s+(\\S.*))?$`, 'u').exec(cell) ?? [];
  if (id === undefined) return undefined;
  return name === '' ? { id } : { id, name };
}

/** `2` and `#2` where workstreams have only numbers. */
export function numbered(cell: string): string {
  return `WS-${cell.replace('#', '')}`;
}
