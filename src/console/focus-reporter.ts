/**
 * Tells programs that asked for it whether they have the person's attention: the terminal
 * has the focus, and the keyboard is in their pane.
 */
import type { SessionId } from '../domain/ids.js';
import type { ConsoleStore } from './chrome.js';
import type { Screens } from './screens.js';
import { attendedSession } from './state.js';

export type FocusOptions = {
  readonly store: ConsoleStore;
  readonly screens: Screens;
  readonly send: (session: SessionId, bytes: Buffer) => void;
};

export class FocusReporter {
  readonly #options: FocusOptions;
  #attended: SessionId | undefined;

  constructor(options: FocusOptions) {
    this.#options = options;
  }

  /** Another pane may have the keyboard, or the terminal the focus. */
  changed(): void {
    const now = attendedSession(this.#options.store.state());
    if (now === this.#attended) return;
    const before = this.#attended;
    this.#attended = now;
    if (before) this.#tell(before, '\x1b[O');
    if (now) this.#tell(now, '\x1b[I');
  }

  #tell(session: SessionId, report: string): void {
    const { screens, send } = this.#options;
    if (screens.of(session)?.modes.focusEvents) send(session, Buffer.from(report));
  }
}
