/** The last text that each session's screen showed, and waiting for it to show something. */
import type { SessionId } from '../domain/ids.js';

export type ScreenText = {
  readonly title: string;
  /** The visible rows, top first. */
  readonly lines: readonly string[];
  readonly quiet: boolean;
};

export class Screens {
  readonly #texts = new Map<SessionId, ScreenText>();
  readonly #waiting = new Set<(session: SessionId, text: ScreenText) => void>();

  show(session: SessionId, text: ScreenText): void {
    this.#texts.set(session, text);
    for (const look of this.#waiting) look(session, text);
  }

  text(session: SessionId): ScreenText | undefined {
    return this.#texts.get(session);
  }

  forget(session: SessionId): void {
    this.#texts.delete(session);
  }

  /** Whether a screen shown from now on fits within `limitMs`; false when it is aborted. */
  shows(
    session: SessionId,
    fits: (text: ScreenText) => boolean,
    limitMs: number,
    aborted?: AbortSignal,
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (shown: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(shown);
      };
      const look = (shown: SessionId, text: ScreenText) => {
        if (shown === session && fits(text)) settle(true);
      };
      const timer = setTimeout(settle, limitMs, false);
      aborted?.addEventListener('abort', () => settle(false), { once: true });
      this.#waiting.add(look);
    });
  }
}
