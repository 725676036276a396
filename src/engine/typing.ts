/**
 * Types into an agent as a person does who looks first: the text only while the screen is one
 * that takes it, and Enter, which would choose in a dialog that came up meanwhile, likewise.
 */
import { findMenu } from '../agents/menu.js';
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

/** A dialog stands still; what changes oftener than it can be read is none. */
const MAX_READINGS = 50;

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
 * What became of a line: at `typed` it was not followed by Enter, and at `gone` its program
 * ended before it could read it, or its host.
 */
export type Typed =
  | { readonly type: 'nothing' | 'typed' | 'gone' }
  /** With the screen on which Enter was given. */
  | { readonly type: 'sent'; readonly shown: readonly string[] };

/** Types one line and Enter. */
export async function typeLine(
  { host }: Pick<EngineContext, 'host'>,
  { session, text, isPrompt = false, fits, fitsEnter = withoutMenu }: Line,
): Promise<Typed> {
  const keys = asLine(text);
  const inserted = await pressed(host, { session, keys, pasted: isPrompt, fits });
  if (inserted.type !== 'sent') return inserted;
  await pasteWindow();
  const entered = await pressed(host, { session, keys: '\r', fits: fitsEnter });
  return entered.type === 'nothing' ? { type: 'typed' } : entered;
}

/** As it is typed: Enter ends a line, so what has several becomes one. */
export function asLine(text: string): string {
  return plainText(
    text.trim().replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' '),
    MAX_CHARACTERS,
  );
}

function withoutMenu(lines: readonly string[]): boolean {
  return !findMenu(lines);
}

type Keys = {
  readonly session: SessionId;
  readonly keys: string;
  readonly pasted?: boolean;
  readonly fits: Fits;
};

async function pressed(
  host: EngineContext['host'],
  { session, keys, pasted = false, fits }: Keys,
): Promise<Typed> {
  let shown: readonly string[] = [];
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    const captured = await host.ask({ type: 'capture', session, scrollback: false });
    if (!captured.ok) return { type: 'gone' };
    shown = captured.value.lines;
    if (!fits(shown)) return { type: 'nothing' };
    const taken = await host.ask({ type: 'press', session, keys, pasted, shown });
    if (!taken.ok) return { type: 'gone' };
    if (taken.value) return { type: 'sent', shown };
  }
  host.type(session, keys);
  return { type: 'sent', shown };
}

/** Resolves when what is typed next is no part of a paste any more. */
export function pasteWindow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PASTE_WINDOW_MS));
}
