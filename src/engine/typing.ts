/**
 * Types into an agent as a person does who looks first: the text only while the screen is one
 * that takes it, and Enter, which would choose in a dialog that came up meanwhile, likewise.
 */
import { ENTER, findMenu } from '../agents/menu.js';
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

/** A screen that changes oftener than it can be read is never known to take anything. */
const MAX_READINGS = 50;

type Asking = Pick<EngineContext['host'], 'ask'>;

type Fits = (lines: readonly string[]) => boolean;

export type Line = {
  readonly session: SessionId;
  readonly text: string;
  /**
   * Whether it is for a prompt, which takes it as a piece where its program knows pastes: no
   * character of it is a command then (`!`, `/`, `@`), and no Enter after it part of it.
   */
  readonly isPrompt?: boolean;
  /** Whether a screen takes the text. */
  readonly fits: Fits;
  /** Whether one on which the text was typed takes Enter. */
  readonly fitsEnter?: Fits;
};

/**
 * What became of a line: nothing was typed of it at `nothing`, as its screen takes no line, nor
 * at `restless`, as that never stood still; likewise it was not followed by Enter at `typed` and
 * `unsent`; at `gone` its program ended before it could read it, or its host.
 */
export type Typed =
  | { readonly type: 'nothing' | 'restless' | 'typed' | 'unsent' | 'gone' }
  /** With the screen on which Enter was given. */
  | { readonly type: 'sent'; readonly shown: readonly string[] };

/** Types one line and Enter. */
export async function typeLine(
  { host }: { readonly host: Asking },
  { session, text, isPrompt = false, fits, fitsEnter = withoutMenu }: Line,
): Promise<Typed> {
  const keys = asLine(text);
  const inserted = await pressed(host, { session, keys, pasted: isPrompt, fits });
  if (inserted.type !== 'sent') return inserted;
  await pasteWindow();
  const entered = await pressed(host, { session, keys: ENTER, fits: fitsEnter });
  if (entered.type === 'nothing') return { type: 'typed' };
  return entered.type === 'restless' ? { type: 'unsent' } : entered;
}

/** As it is typed: Enter ends a line, so what has several becomes one. */
export function asLine(text: string): string {
  const lines = text.slice(0, MAX_CHARACTERS).split(/[\r\n\u2028\u2029]+/);
  const written = lines.map((line) => line.trim()).filter((line) => line !== '');
  return plainText(written.join(' '), MAX_CHARACTERS);
}

function withoutMenu(lines: readonly string[]): boolean {
  return !findMenu(lines);
}

export type Keys = {
  readonly session: SessionId;
  readonly keys: string;
  readonly pasted?: boolean;
  readonly fits: Fits;
};

export type Pressed =
  | { readonly type: 'nothing' | 'restless' | 'gone' }
  /** With the screen on which they were pressed. */
  | { readonly type: 'sent'; readonly shown: readonly string[] };

/** Presses them on a screen that fits and was read for it, or not at all. */
export async function pressed(
  host: Asking,
  { session, keys, pasted = false, fits }: Keys,
): Promise<Pressed> {
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    const captured = await host.ask({ type: 'capture', session, scrollback: false });
    if (!captured.ok) return { type: 'gone' };
    const shown = captured.value.lines;
    if (!fits(shown)) return { type: 'nothing' };
    const taken = await host.ask({ type: 'press', session, keys, pasted, shown });
    if (!taken.ok) return { type: 'gone' };
    if (taken.value) return { type: 'sent', shown };
  }
  return { type: 'restless' };
}

/** Resolves when what is typed next is no part of a paste any more. */
export function pasteWindow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PASTE_WINDOW_MS));
}
