/** Where an agent's own files lie: the patterns of its file, filled in. */
import type { HookEvent } from '../formats/hook-event.js';

export type Known = {
  /** Fields of the events of its hook. */
  readonly fields: HookEvent;
  /** Its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
};

const PLACE = /\{([\w.]+)(?:%([^{}]*))?\}|\$(\w+)|^~(?=\/)/g;

/** The fields of events that stand in the patterns. */
export function fieldsNamed(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((file) =>
    [...file.matchAll(PLACE)].flatMap(([, field]) => field ?? []),
  );
}

/** Absolute paths; a pattern in which something is not known yet is left out. */
export function placesOf(patterns: readonly string[], known: Known): readonly string[] {
  return patterns.flatMap((pattern) => {
    let whole = true;
    const path = pattern.replaceAll(
      PLACE,
      (_, field: string | undefined, ending: string | undefined, name?: string) => {
        const value = valueOf(known, { field, ending, name });
        whole &&= value !== undefined;
        return value ?? '';
      },
    );
    return whole && path.startsWith('/') ? [path] : [];
  });
}

type Place = {
  readonly field: string | undefined;
  readonly ending: string | undefined;
  readonly name: string | undefined;
};

/** What others say is a path as it stands: no star of theirs is one of a pattern. */
function valueOf(
  { fields, env }: Known,
  { field, ending = '', name }: Place,
): string | undefined {
  const value = field === undefined ? env[name ?? 'HOME'] : fields[field];
  if (!value || /[*\0]/.test(value)) return undefined;
  if (!value.endsWith(ending)) return undefined;
  return value.slice(0, value.length - ending.length);
}
