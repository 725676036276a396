/** Types into an agent as a person does. */
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { EngineContext } from './context.js';

/** A plan is typed on one line; nothing longer is. */
const MAX_CHARACTERS = 256 * 1024;

/**
 * Between text and Enter. Agents take keys that come faster for a paste, and Enter in a
 * paste for a new line; the longest such window known is 120 ms.
 */
const PASTE_WINDOW_MS = 150;

/** Types one line and Enter; what is on the screen is the caller's care. */
export async function typeLine(
  { host }: EngineContext,
  session: SessionId,
  text: string,
): Promise<void> {
  host.type(session, plainText(text, MAX_CHARACTERS));
  await pasteWindow();
  host.type(session, '\r');
}

/** Resolves when what is typed next is no part of a paste any more. */
export function pasteWindow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PASTE_WINDOW_MS));
}
