/** Reads a table of waves: which workstreams each merges, when, onto what, through which gates. */
import { commandsIn } from './common-gates.js';
import type { Draft } from './draft.js';
import { plain, type Table } from './markdown.js';
import type { Names } from './names.js';
import type { Waves } from './wave-words.js';
import { dayOf } from './words.js';

type Titles = readonly string[];

export function isOfWaves(titles: Titles): boolean {
  return columnOf(titles, WAVE) === 0 && columnOf(titles, MEMBERS) > 0;
}

const WAVE = /^(?:merge |integration )?waves?(?: no\.?)?$/i;
const MEMBERS = /^(?:work ?streams?|members?|merges?|tasks?)$/i;
const DAY = /^day$|\bdate\b/i;
const TARGET = /^(?:target(?: branch)?|onto|into|branch)$/i;
const GATES = /gates?$|^checks?$/i;

export function readWaveTable(
  { draft, names, waves }: { draft: Draft; names: Names; waves: Waves },
  table: Table,
): void {
  const titles = table.header.map(plain);
  if (!isOfWaves(titles)) return;
  draft.read(table.line, table.line + 1);
  for (const { line, cells } of table.rows) {
    const cell = (title: RegExp) => cells[columnOf(titles, title)] ?? '';
    const number = /\d{1,3}/.exec(plain(cell(WAVE)))?.[0];
    const ids = names.idsIn(plain(cell(MEMBERS)));
    if (number === undefined || ids.length === 0) {
      draft.doubt(line, 'a row of waves that has no number or no workstream');
      continue;
    }
    const wave = waves.ofTable(Number(number), line, ids);
    draft.read(line);
    const when = plain(cell(DAY));
    const day = dayOf(when) ?? (/^[1-9]\d{0,2}$/.test(when) ? Number(when) : undefined);
    if (day !== undefined) wave.day ??= day;
    else if (/\d/.test(when)) draft.doubt(line, `${when} of ${wave.id} is no day`);
    const target = plain(cell(TARGET));
    if (/^[\w./-]+$/.test(target)) wave.target ??= target;
    const gates = cell(GATES);
    if (gates !== '' && !/^(?:none|[-–—])$/i.test(gates))
      for (const text of commandsIn(gates)) draft.checkWave(text, wave);
  }
}

function columnOf(titles: Titles, title: RegExp): number {
  return titles.findIndex((one) => title.test(one));
}
