/** Finds the workstreams that a line of a document speaks of. */
import type { WorkstreamText } from '../plan-schema.js';

/** What an id looks like where it is introduced: `TD2`, `WS-6A`, `BAC-117`. */
export const ID = String.raw`[A-Z]{1,6}-?\d{1,4}[A-Za-z]?`;

const BETWEEN = String.raw`(?:\s*(?:,|\+|&|\band\b)\s*(?:and\s+)?)`;

export type Names = {
  /** In the order of the text, each once. */
  readonly idsIn: (text: string) => readonly string[];
  /** A pattern of one id, and of several with commas between them. */
  readonly one: string;
  readonly several: string;
};

export function namesOf(workstreams: Iterable<WorkstreamText>): Names {
  const all = [...workstreams];
  const ids = all.map(({ id }) => id).toSorted((a, b) => b.length - a.length);
  const known = new Set(ids);
  const byName = all.flatMap(({ id, name }) =>
    name === undefined || name.length < 4 ? [] : [[name.toLowerCase(), id] as const],
  );
  const one = String.raw`(?<![\w-])(?:${ids.map(escaped).join('|') || '(?!)'})(?![\w-])`;
  return {
    one,
    several: `${one}(?:${BETWEEN}${one})*`,
    idsIn(text) {
      const named = wordsOf(text).filter((word) => known.has(word));
      if (named.length > 0) return [...new Set(named)];
      const lower = text.toLowerCase();
      return [
        ...new Set(byName.filter(([name]) => lower.includes(name)).map(([, id]) => id)),
      ];
    },
  };
}

/** What may be an id: `a.b`, or `TD1` of `TD1.py`. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/[\w-]+(?:\.[\w-]+)*/g) ?? [];
  return words.flatMap((word) =>
    word.includes('.') ? [word, ...word.split('.')] : word,
  );
}

/** `WS-6A` and `ws6a` are one workstream to a person. */
export function key(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);
}
