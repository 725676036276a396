/**
 * Reads `.claude/handoff/*.signal`: JSON by which an agent says that something is done.
 * Unknown fields are let pass; lists of files also occur as mere counts.
 */
import * as z from 'zod';
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import type { Signal } from '../domain/report.js';
import { someOf, texts } from './agent-lists.js';
import { readAgentJson, type JsonFault } from './agent-json.js';

/** Signals have a few hundred bytes; a larger file is something else. */
export const MAX_SIGNAL_CHARACTERS = 256 * 1024;

const signal = z.looseObject(
  {
    workstream: z.string({ error: '"workstream" must be a text' }).nullish(),
    status: z.string({ error: '"status" must be a text' }),
    validation_passed: z
      .boolean({ error: '"validation_passed" must be true or false' })
      .nullish(),
    notes: z.unknown().optional(),
    files_created: z.unknown().optional(),
    files_modified: z.unknown().optional(),
    lessons: z.unknown().optional(),
    lessons_learned: z.unknown().optional(),
    decisions: z.unknown().optional(),
    blockers: z.unknown().optional(),
  },
  { error: 'a signal must be a JSON object' },
);

/** The signal, its texts made harmless; or why it is none. */
export function readSignal(text: string, file: string): Result<Signal, JsonFault> {
  if (text.length > MAX_SIGNAL_CHARACTERS)
    return fail({ why: 'larger than 256 KB', partial: false });
  const json = readAgentJson(text);
  if (!json.ok) return json;
  const read = signal.safeParse(json.value);
  if (!read.success)
    return fail({ why: read.error.issues[0]?.message ?? 'unknown form', partial: false });

  const { workstream, status, validation_passed, notes } = read.data;
  return ok({
    file,
    workstream: plainText(workstream ?? '', 100),
    status: plainText(status, 100),
    validationPassed: validation_passed ?? undefined,
    notes: typeof notes === 'string' ? plainText(notes) : '',
    filesCreated: names(read.data.files_created),
    filesModified: names(read.data.files_modified),
    ...someOf({
      lessons: said([read.data.lessons, read.data.lessons_learned]),
      decisions: said([read.data.decisions]),
      blockers: said([read.data.blockers]),
    }),
  });
}

/** Lists, or single texts, as one list. */
function said(values: readonly unknown[]): readonly string[] {
  return texts(values.flat());
}

function names(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((name) => typeof name === 'string').map((name) => plainText(name));
}
