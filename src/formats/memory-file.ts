/**
 * Adds entries to `.memori/memories.json`, which other tools and people write as well: a
 * list under `memories`, or a bare list, of objects whose fields are theirs. Entries are
 * put in at the end of the list, and no other character of the file changes.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';

/** One memory in the file. */
export type MemoryEntry = {
  /** Of its type and content: the same memory is the same entry, whoever adds it. */
  readonly id: string;
  readonly type: string;
  readonly content: string;
  readonly source: {
    readonly plan: string;
    readonly workstream: string;
    readonly file: string;
  };
  readonly created_at: string;
  readonly reviewed_by: string;
  readonly reviewed_at: string;
};

type Why = { readonly why: string };

const entries = z.array(z.looseObject({ id: z.unknown().optional() }));
const file = z.union([z.looseObject({ memories: entries }), entries]);

/** What a file without any memory says. */
const EMPTY = '{\n  "version": 1,\n  "memories": []\n}\n';

/**
 * The text with those of `added` that it lacks; the same text where it has all of them.
 * `text` is undefined, or empty, where there is no file yet. Fails when it is no such file.
 */
export function withMemories(
  text: string | undefined,
  added: readonly MemoryEntry[],
): Result<string, Why> {
  const before = text === undefined || text.trim() === '' ? EMPTY : text;
  const known = memoryIds(before);
  if (!known.ok) return known;
  const news = added.filter(({ id }) => !known.value.has(id));
  if (news.length === 0) return ok(before);
  return ok(inserted(before, news));
}

/** The ids of all entries; or why the text is no such file. */
export function memoryIds(text: string): Result<ReadonlySet<unknown>, Why> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail({ why: 'it is not valid JSON' });
  }
  const read = file.safeParse(value);
  if (!read.success)
    return fail({ why: 'it is no list of memories, and has none under "memories"' });
  const list = Array.isArray(read.data) ? read.data : read.data.memories;
  return ok(new Set(list.map(({ id }) => id)));
}

function inserted(text: string, news: readonly MemoryEntry[]): string {
  const { opens, closes } = listIn(text);
  const inside = text.slice(opens + 1, closes);
  const margin = /\n([ \t]*)\S[^\n]*$/.exec(text.slice(0, closes))?.[1] ?? '';
  const step =
    inside.trim() === '' ? `${margin}  ` : (/\n([ \t]*)\S/.exec(inside)?.[1] ?? '  ');
  const added = news.map((entry) => indented(entry, step)).join(',');
  const kept = inside.trimEnd();
  const end = inside.trim() === '' ? `\n${margin}` : inside.slice(kept.length);
  const comma = kept === '' ? '' : ',';
  return `${text.slice(0, opens + 1)}${kept}${comma}${added}${end}${text.slice(closes)}`;
}

function indented(entry: MemoryEntry, margin: string): string {
  const lines = JSON.stringify(entry, null, 2).split('\n');
  return lines.map((line) => `\n${margin}${line}`).join('');
}

/** A key with its colon, another text, or a bracket. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")\s*:|"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs;

/** Where the list of a text begins and ends, which is known to be such a file. */
function listIn(text: string): { readonly opens: number; readonly closes: number } {
  let depth = 0;
  let key = '';
  let opens = -1;
  let closes = -1;
  for (const { 0: token, 1: name, index: at } of text.matchAll(TOKEN)) {
    if (token.startsWith('"')) {
      if (depth === 1 && name !== undefined) key = String(JSON.parse(name));
    } else if (token === '[' || token === '{') {
      const own = depth === 0 || (depth === 1 && key === 'memories');
      if (token === '[' && own) opens = at;
      depth += 1;
    } else {
      depth -= 1;
      const own = depth === 0 ? key === '' : depth === 1 && key === 'memories';
      if (token === ']' && own) closes = at;
    }
  }
  return { opens, closes };
}
