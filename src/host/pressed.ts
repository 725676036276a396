/**
 * Keys for one screen and no other: pressed because of what somebody read on it, so they
 * are dropped when it shows something else by the time they come.
 */
import type { Emulator } from '../screen/emulator.js';
import { bracketed } from './bracketed.js';

export type Pressed = {
  readonly keys: string;
  /** Whether a program that knows pastes gets them as one. */
  readonly pasted?: boolean;
  /** The lines that were read. */
  readonly shown: readonly string[];
};

/** What to type of them; undefined when the screen is not that one, or takes no such paste. */
export function bytesPressed(
  emulator: Emulator,
  { keys, pasted = false, shown }: Pressed,
): Buffer | undefined {
  if (emulator.synchronized || !shows(emulator, shown)) return undefined;
  if (!pasted) return Buffer.from(keys);
  if (emulator.modes.bracketedPaste) return Buffer.from(bracketed(keys));
  // Outside of brackets the end of a line is Enter.
  return /[\r\n]/.test(keys) ? undefined : Buffer.from(keys);
}

function shows(emulator: Emulator, shown: readonly string[]): boolean {
  const lines = emulator.text({ scrollback: false });
  return lines.length === shown.length && lines.every((line, y) => line === shown[y]);
}
