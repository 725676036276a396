/**
 * Tells programs that asked for it whether they have the person's attention: the terminal
 * has the focus, and the keyboard is in their pane.
 */
import type { SessionId } from '../domain/ids.js';
import type { ConsoleStore } from './chrome.js';
import type { Screens } from './screens.js';
import { focusedPane } from './state.js';

export type FocusOptions = {
  readonly store: ConsoleStore;
  readonly screens: Screens;
  readonly send: (session: SessionId, bytes: Buffer) => void;
};

export class FocusReporter {
  readonly #options: FocusOptions;
  /** Terminals report a change only, and are opened by somebody who looks at them. */
  #outer = true;
  #attended: SessionId | undefined;

  constructor(options: FocusOptions) {
    this.#options = options;
  }

  /** The terminal got the focus or lost it. */
  outer(gained: boolean): void {
    this.#outer = gained;
    this.changed();
  }

  /** Another pane may have the keyboard. */
  changed(): void {
    const state = this.#options.store.state();
    const isPane = this.#outer && state.keyboard === 'pane';
    const now = isPane ? focusedPane(state)?.session.id : undefined;
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
