/** The smallest parts of an agent's file, each with what it is called when it is missing. */
import * as z from 'zod';
import { isPattern } from './is-pattern.js';

/** The title and screen rules look at a screen many times a second. */
const MAX_PATTERN = 500;

/** Lines are looked at together, so `^` and `$` mean those of a line. */
const FLAGS = 'mu';

export const text = z.string({ error: 'text' });
export const word = text.min(1, { error: 'some text' });
const PATTERN_FORM = 'a regular expression of JavaScript';
export const pattern = word
  .max(MAX_PATTERN, { error: `a pattern of at most ${MAX_PATTERN} characters` })
  .refine((source) => isPattern(source, FLAGS), { error: PATTERN_FORM })
  .transform((source) => new RegExp(source, FLAGS));
export const doing = z.enum(['starting', 'busy', 'waiting', 'idle', 'error'], {
  error: 'starting, busy, waiting, idle or error',
});
/** Below a folder, out of which it may not lead. */
export function pathInside(folder: string) {
  return word.refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), {
    error: `a path inside ${folder}`,
  });
}
