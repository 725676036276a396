/**
 * Reads `.claude/notes/*.json`: a message from one workstream's agent to others. Who wrote
 * it is known by the worktree that it lies in, whatever it says itself.
 */
import * as z from 'zod';
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import { MAX_NOTE_CHARACTERS } from '../domain/note.js';
import { readAgentJson, type JsonFault } from './agent-json.js';

export type NoteText = {
  /** Names of workstreams as they are written; `all` stands for everybody else. */
  readonly to: readonly string[] | 'all';
  readonly text: string;
};

/** More recipients than these are meant by `all`. */
const MAX_RECIPIENTS = 50;

const TO = '"to" must name a workstream, several in a list, or "all"';
const TEXT = '"text" must be a text that says something';
const name = z.string({ error: TO }).trim().min(1, { error: TO });

const note = z.looseObject(
  {
    to: z.union(
      [name, z.array(name).min(1, { error: TO }).max(MAX_RECIPIENTS, { error: TO })],
      { error: TO },
    ),
    text: z.string({ error: TEXT }).trim().min(1, { error: TEXT }),
  },
  { error: 'a note must be a JSON object' },
);

/** The note on one line, made harmless; or why it is none. */
export function readNote(content: string): Result<NoteText, JsonFault> {
  const json = readAgentJson(content);
  if (!json.ok) return json;
  const read = note.safeParse(json.value);
  if (!read.success)
    return fail({ why: read.error.issues[0]?.message ?? 'unknown form', partial: false });
  const text = noteLine(read.data.text);
  if (!text.ok) return fail({ why: text.failure.why, partial: false });
  const names = [read.data.to].flat().map((one) => plainText(one, 100));
  return ok({ to: names.includes('all') ? 'all' : names, text: text.value });
}

/** A note's text as one line without control characters; or why it is no note. */
export function noteLine(text: string): Result<string, { readonly why: string }> {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return fail({ why: 'the note says nothing' });
  if (line.length > MAX_NOTE_CHARACTERS)
    return fail({
      why:
        `the note has ${line.length} characters, more than ${MAX_NOTE_CHARACTERS}; ` +
        'put it into a file and tell where that is',
    });
  return ok(plainText(line, MAX_NOTE_CHARACTERS));
}
