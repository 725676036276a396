/** Reads a table of paths and the workstream that each belongs to. */
import { isPath, readRule } from './conflict-rules.js';
import { add, type Draft } from './draft.js';
import { plain, type Table } from './markdown.js';
import type { Names } from './names.js';

/** False for a table of something else. What several own is for rules to decide. */
export function readOwnership(draft: Draft, table: Table, names: Names): boolean {
  const titles = table.header.map(plain);
  const path = titles.findIndex((title) =>
    /\b(?:file|path|folder|director)/i.test(title),
  );
  const owner = titles.findIndex((title) => /\bowne[rd]\b|work ?stream/i.test(title));
  if (path < 0 || owner < 0) return false;
  draft.read(table.line, table.line + 1);
  for (const { line, cells } of table.rows) {
    const name = plain(cells[path] ?? '');
    const words = plain(cells[owner] ?? '');
    const [id, ...others] = names.idsIn(words);
    const workstream = id === undefined ? undefined : draft.workstreams.get(id);
    if (!workstream || others.length > 0 || !isPath(name))
      readRule(draft, names, { line, path: name, words });
    else {
      add((workstream.owns ??= []), name);
      draft.read(line);
    }
  }
  return true;
}
