/**
 * The values that a plan file is made of: ids, texts, durations, paths.
 *
 * An `error` says the expected form; `schema-problems.ts` puts it in a sentence.
 */
import * as z from 'zod';
import { DURATION, DURATION_FORM } from './duration.js';

/** An id is part of paths, branch and ref names, and what a person types. */
const ID = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?![.]|lock$|$))*$/;
const ID_FORM = 'an id of letters, digits, ".", "_" and "-", such as TD1';

export const id = z
  .string({ error: ID_FORM })
  .max(64, { error: 'an id of at most 64 characters' })
  .regex(ID, { error: ID_FORM });
export const text = z.string({ error: 'text' });
export const word = z.string({ error: 'text' }).min(1, { error: 'some text' });
const FILE_NAME_FORM = 'a name of letters, digits, ".", "_" and "-"';
/** Names a file of ours (`layouts/NAME.yaml`, `agents/NAME.yaml`), so it holds no path. */
export const fileName = z
  .string({ error: FILE_NAME_FORM })
  .max(64, { error: 'a name of at most 64 characters' })
  .regex(/^[A-Za-z0-9][\w.-]*$/, { error: FILE_NAME_FORM });
export const words = z.array(word, { error: 'a list of texts' });
export const ids = z.array(id, { error: 'a list of ids' });
export const duration = z
  .string({ error: DURATION_FORM })
  .regex(DURATION, { error: DURATION_FORM });

/** What comes of a rule that is due, beside the word in status and inbox. */
export const consequence = z.enum(['notice', 'notification', 'hold'], {
  error: 'notice, notification or hold',
});

export const day = z
  .int({ error: 'a whole number from 1' })
  .min(1, { error: 'a whole number from 1' })
  .optional();
/** Looked up in a worktree, so it may not lead out of it. */
export const INSIDE_FORM = 'a path inside the worktree, such as docs/spec.md';
const PATTERN_FORM = 'a pattern of paths inside the worktree, such as src/**';
export const insidePattern = z
  .string({ error: PATTERN_FORM })
  .regex(/^(?!(?:[^\0]*\/)?\.\.(?:\/|$))[^\0]{1,500}$/, { error: PATTERN_FORM });
export const insidePatterns = z.array(insidePattern, { error: 'a list of patterns' });
export const insidePath = z
  .string({ error: INSIDE_FORM })
  .regex(/^(?!\/)(?!(?:[^\0]*\/)?\.\.(?:\/|$))[^\0]{1,500}$/, { error: INSIDE_FORM });
