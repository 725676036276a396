/** Reads who wins a conflict in which file: from a table, or from lines `path: words`. */
import type { RuleText } from '../plan-schema.js';
import type { Draft } from './draft.js';
import { codeIn, plain, type Table } from './markdown.js';
import type { Names } from './names.js';

/** A path as people write one: with a slash or an ending, and no space. */
const PATH = /^[\w.*@-]+(?:\/[\w.*@-]+)*\/?$/;

export function isPath(text: string): boolean {
  return PATH.test(text) && (/\/|\*/.test(text) || /\.[a-z]{1,5}$/i.test(text));
}

export function readConflictTable(draft: Draft, table: Table, names: Names): boolean {
  const titles = table.header.map(plain);
  const path = titles.findIndex((title) => /\b(?:file|path)s?\b/i.test(title));
  const action = titles.findIndex((title) =>
    /action|resol|strategy|winner|rule|how/i.test(title),
  );
  if (path < 0 || action < 0) return false;
  draft.read(table.line, table.line + 1);
  for (const { line, cells } of table.rows) {
    const others = cells.filter((_, at) => at !== path).join('; ');
    // Whose name alone stands under such a title wins.
    const wins = /winner|owner/i.test(titles[action] ?? '') && !/\s/.test(others.trim());
    const words = wins ? `keep ${others}` : others;
    readRule(draft, names, { line, path: plain(cells[path] ?? ''), words });
  }
  return true;
}

/** `src/config.py: TD2 version wins`, or with a dash. */
export function readConflictLine(
  draft: Draft,
  names: Names,
  { line, text }: { readonly line: number; readonly text: string },
): boolean {
  const [, name = '', words = ''] =
    /^`?([^`\s:]+)`?(?::|\s+[-–—:])\s*(.+)$/.exec(text) ?? [];
  if (!isPath(name) || resolutionOf(words, names) === undefined) return false;
  readRule(draft, names, { line, path: name, words });
  return true;
}

type RuleWords = { readonly line: number; readonly path: string; readonly words: string };

export function readRule(
  draft: Draft,
  names: Names,
  { line, path, words }: RuleWords,
): void {
  const resolve = resolutionOf(words, names);
  if (!isPath(path) || resolve === undefined)
    return draft.doubt(line, `no rule in "${path}: ${words}"`);
  draft.read(line);
  const consult = resolve === 'manual' ? names.idsIn(words) : [];
  const known = draft.rules.find((rule) => rule.path === path);
  if (known && known.resolve !== resolve)
    return draft.doubt(
      line,
      `${path} has the rule ${known.resolve} already, not ${resolve}`,
    );
  if (!known)
    draft.rules.push({
      path,
      resolve,
      ...(consult.length > 0 ? { consult: [...consult] } : {}),
    });
}

function resolutionOf(words: string, names: Names): RuleText['resolve'] | undefined {
  const [only, ...others] = names.idsIn(words);
  if (/consult|manual|by hand|review/i.test(words)) return 'manual';
  if (/\bmerge both\b|\bcombine\b|\bunion\b|\bkeep both\b/i.test(words)) return 'union';
  if (
    /\b(?:wins?|keep|owner|take)\b/i.test(words) &&
    only !== undefined &&
    others.length === 0
  )
    return `owner:${only}`;
  const side = /\b(ours|theirs)\b/i.exec(words)?.[1]?.toLowerCase();
  return side === 'ours' || side === 'theirs' ? side : undefined;
}

/** Whom to ask about a file: those whom the document names beside it. */
export function consultants(
  draft: Draft,
  names: Names,
  { line, text }: { readonly line: number; readonly text: string },
): void {
  const [path = ''] = codeIn(text);
  if (!isPath(path)) return;
  const ids = names.idsIn(text);
  const rule = draft.rules.find((rule) => rule.path === path);
  if (rule?.resolve !== 'manual' || rule.consult || ids.length === 0) return;
  rule.consult = [...ids];
  draft.read(line);
  draft.assume(line, `${ids.join(' and ')} are asked about ${path}`);
}
