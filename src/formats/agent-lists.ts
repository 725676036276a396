/** Lists in JSON that agents write: each says what it means in fields of its own. */
import * as z from 'zod';
import { plainText } from '../base/plain-text.js';

const record = z.record(z.string(), z.unknown());

/** More than these in a list say nothing that anybody reads. */
export const MAX_ITEMS = 500;

/** The lists that hold something. */
export function someOf<Name extends string>(
  lists: Readonly<Record<Name, readonly string[]>>,
): Partial<Record<Name, readonly string[]>> {
  const found: Partial<Record<Name, readonly string[]>> = {};
  for (const name in lists) if (lists[name].length > 0) found[name] = lists[name];
  return found;
}

/** Entries are texts, or objects that say it in one of their usual fields. */
export function texts(values: readonly unknown[] = []): readonly string[] {
  return values.slice(0, MAX_ITEMS).flatMap((value) => {
    const said = typeof value === 'string' ? value : saidIn(value);
    return said === undefined || said.trim() === '' ? [] : [plainText(said)];
  });
}

const SAID = [
  'path',
  'decision',
  'lesson',
  'blocker',
  'action',
  'description',
  'error',
  'message',
  'text',
];

function saidIn(value: unknown): string | undefined {
  const fields = fieldsOf(value);
  return SAID.map((name) => fields[name]).find((said) => typeof said === 'string');
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const read = record.safeParse(value);
  return read.data ?? {};
}
