/** Reads dependencies from the words of a table's cell or of a sentence. */
import type { Draft } from './draft.js';
import { key, type Names } from './names.js';
import type { Wanted } from './workstream-table.js';

/** Ids that a cell names but the document does not introduce. */
export function takeWanted(
  draft: Draft,
  names: Names,
  wanted: readonly Wanted[],
): readonly { readonly line: number; readonly text: string }[] {
  return wanted.flatMap(({ of, line, text }) => {
    const workstream = draft.workstream(of, line);
    return text.split(/[,;+&]|\band\b/).flatMap((part) => {
      const soft = /\bsoft\b/i.test(part);
      const ids = names.idsIn(part);
      for (const id of ids) draft.depend(workstream, { id, soft });
      const word = part.replaceAll(/\(.*?\)/g, '').trim();
      if (ids.length > 0 || word === '' || /^none\b/i.test(word)) return [];
      if (!/^[\w-]+$/.test(word)) {
        draft.doubt(line, `dependency "${part.trim()}" of ${of} names no workstream`);
        return [];
      }
      return [{ line, text: `${of} depends on "${word}", which is no workstream here` }];
    });
  });
}

const NEEDS = String.raw`(?:needs?|requires?|depends? on|waits? for|blocked by|launch(?:es)? after|starts? after)`;

/**
 * A sentence that begins with workstreams and says what they wait for. An object that is
 * no id is looked up among the first words of names: `WS2 needs config`.
 */
export function readSentence(
  draft: Draft,
  names: Names,
  { line, text }: { readonly line: number; readonly text: string },
): boolean {
  const sentence = text.replaceAll('**', '').replace(/^day \d+:\s*/i, '');
  if (sentence.length > 200) return false;
  const needs = new RegExp(
    `^(${names.several})\\b([^.:,;]*?)\\b${NEEDS}\\b(.*)$`,
    'i',
  ).exec(sentence);
  if (needs) {
    const [, subjects = '', between = '', rest = ''] = needs;
    if (/\bnot\b/i.test(between)) return false;
    const objects = objectsOf(draft, names, rest);
    return depend(draft, names, {
      line,
      subjects,
      objects,
      soft: /\bsoft\b/i.test(rest),
    });
  }
  const merges = new RegExp(
    `^(${names.several})\\s+merges?\\b[^,;]*[,;]\\s*(${names.several})\\s+(?:launch|start)`,
    'i',
  ).exec(sentence);
  if (!merges) return false;
  const [, first = '', then = ''] = merges;
  return depend(draft, names, {
    line,
    subjects: then,
    objects: names.idsIn(first),
    soft: false,
  });
}

function objectsOf(draft: Draft, names: Names, rest: string): readonly string[] {
  const ids = [...rest.matchAll(new RegExp(names.one, 'g'))].map(([id]) => id);
  if (ids.length > 0) return ids;
  const words = new Set(rest.toLowerCase().match(/[a-z]{4,}/g));
  const meant = [...draft.workstreams.values()].filter(({ name = '' }) =>
    words.has(name.toLowerCase().split(/\s/)[0] ?? ''),
  );
  return meant.length === 1 ? meant.map(({ id }) => id) : [];
}

type Found = {
  readonly line: number;
  readonly subjects: string;
  readonly objects: readonly string[];
  readonly soft: boolean;
};

function depend(draft: Draft, names: Names, found: Found): boolean {
  const { line, subjects, objects, soft } = found;
  for (const subject of names.idsIn(subjects))
    for (const id of objects) {
      if (key(subject) === key(id)) continue;
      const isNew = draft.depend(draft.workstream(subject, line), { id, soft });
      if (isNew) draft.assume(line, `${subject} waits ${soft ? 'softly ' : ''}for ${id}`);
    }
  return objects.length > 0;
}
