import { fail, type Result } from '../base/result.js';
import type { Refusal } from './envelope.js';

/** The asker's mistake: an unknown id, a broken file. */
export function usage(message: string): Result<never, Refusal> {
  return fail({ kind: 'usage', message });
}

/** A rule stands against it, and maybe not for long. */
export function refused(message: string): Result<never, Refusal> {
  return fail({ kind: 'refused', message });
}

/** The world did not let it. */
export function failed(message: string): Result<never, Refusal> {
  return fail({ kind: 'failed', message });
}
