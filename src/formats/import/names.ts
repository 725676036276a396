/** Finds the workstreams that a line of a document speaks of. */
import type { WorkstreamText } from '../plan-schema.js';

/** What an id looks like where it is introduced: `TD2`, `WS-6A`, `BAC-117`. */
export const ID = String.raw`[A-Z]{1,6}-?\d{1,4}[A-Za-z]?`;

const BETWEEN = String.raw`(?:\s*(?:,|\+|&|\band\b)\s*(?:and\s+)?)`;

const COUNTED = /\b(work ?package|track|task|stream) ([A-Z]|\d{1,3}[a-z]?)\b/gi;

/** `Track A` is `Track-A`: an id has no blank. */
export function countedId(kind: string, mark: string): string {
  const word = kind.toLowerCase().replace(' ', '-');
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}-${mark.toUpperCase()}`;
}

export type Names = {
  /** In the order of the text, each once; of none, those whose name is in it. */
  readonly idsIn: (text: string) => readonly string[];
  /** Only those whose id is in it: `WS-1`, and `Track A` of `Track-A`. */
  readonly named: (text: string) => readonly string[];
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
  const named = (text: string) => [
    ...new Set(wordsOf(text).filter((word) => known.has(word))),
  ];
  return {
    one,
    several: `${one}(?:${BETWEEN}${one})*`,
    named,
    idsIn(text) {
      const ids = named(text);
      if (ids.length > 0) return ids;
      const lower = text.toLowerCase();
      return [
        ...new Set(byName.filter(([name]) => lower.includes(name)).map(([, id]) => id)),
      ];
    },
  };
}

/** What may be an id: `a.b`, or `TD1` of `TD1.py`. */
function wordsOf(text: string): readonly string[] {
  const counted = text.replaceAll(COUNTED, (_, kind: string, mark: string) =>
    countedId(kind, mark),
  );
  const words = counted.match(/[\w-]+(?:\.[\w-]+)*/g) ?? [];
  return [...words, ...words.flatMap((word) => word.split('.'))];
}

/** `WS-6A` and `ws6a` are one workstream to a person. */
export function key(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);
}
