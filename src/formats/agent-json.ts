/** JSON that an agent writes while others read: half of it is a moment, and no fault. */
import { fail, ok, type Result } from '../base/result.js';

export type JsonFault = {
  readonly why: string;
  /** It looks cut off, as if it were being written: read it again when it has settled. */
  readonly partial: boolean;
};

export function readAgentJson(text: string): Result<unknown, JsonFault> {
  try {
    return ok(JSON.parse(text.replace(/^\u{feff}/u, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const partial = isCutOff(text);
    return fail({ why: partial ? 'not complete yet' : 'not valid JSON', partial });
  }
}

/** Whether the text ends before what it opened is closed, or holds nothing yet. */
function isCutOff(text: string): boolean {
  if (text.trim() === '') return true;
  const outside = text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '');
  const opened = outside.match(/[[{]/g)?.length ?? 0;
  const closed = outside.match(/[\]}]/g)?.length ?? 0;
  return outside.includes('"') || opened > closed;
}
