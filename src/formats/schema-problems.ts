/** zod's findings as problems of a YAML file: one line each, with the expected form. */
import type * as z from 'zod';
import { nearest } from '../base/nearest.js';
import { quote, type Path, type Problem } from './problem.js';
import type { YamlSource } from './yaml-source.js';

/**
 * The keys that objects know, by their path with `*` for every index and name:
 * `workstreams.*`, `agents.*`, and the empty text for the whole file.
 */
export type KnownKeys = Readonly<Record<string, readonly string[]>>;

export function schemaProblems(
  error: z.ZodError,
  source: YamlSource,
  known: KnownKeys,
): readonly Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? '' : part));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        source.keyProblem(path, key, unknownKey(key, knownAt(known, path))),
      );
    const value = valueAt(source.value, path);
    const message = `expected ${issue.message}${value === undefined ? ', but it is missing' : `, not ${shown(value)}`}`;
    return [source.problem(path, message)];
  });
}

/** `unknown key "prioritty"; did you mean "priority"?` */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const help =
    meant === undefined ? `known: ${known.join(', ')}` : `did you mean "${meant}"?`;
  return `unknown key ${quote(key)}; ${help}`;
}

/** The first entry whose pattern fits: a name in a pattern stands for itself, `*` for any. */
function knownAt(known: KnownKeys, path: Path): readonly string[] {
  const fits = (pattern: string): boolean => {
    const parts = pattern === '' ? [] : pattern.split('.');
    return (
      parts.length === path.length &&
      parts.every((part, index) => part === '*' || part === path[index])
    );
  };
  return Object.entries(known).find(([pattern]) => fits(pattern))?.[1] ?? [];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.getOwnPropertyDescriptor(inner, part)?.value;
  }, value);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return value === null ? 'nothing' : 'keys with values';
}
