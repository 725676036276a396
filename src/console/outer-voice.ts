/**
 * What the outer terminal is told beside frames: bells, notifications, the progress of the
 * pane in focus, and how much of its keys the program there wants to know.
 */
import type { Capabilities } from '../compositor/capabilities.js';
import type { Progress } from '../screen/notices.js';
import { NO_CALL } from './call.js';
import type { ConsoleStore } from './chrome.js';
import { outerFlags } from './kitty-keys.js';
import { BELL, notificationBytes, progressBytes } from './outer-calls.js';
import type { OuterTerminal } from './outer-terminal.js';
import type { Telling } from './perform.js';
import type { Screens } from './screens.js';
import { attendedSession, focusedPane } from './state.js';

export type VoiceOptions = {
  readonly terminal: Pick<OuterTerminal, 'write' | 'tuneKeys'>;
  readonly can: Capabilities;
  readonly store: ConsoleStore;
  readonly screens: Screens;
};

export class OuterVoice implements Disposable {
  readonly #options: VoiceOptions;
  #progress = NO_CALL.progress;

  constructor(options: VoiceOptions) {
    this.#options = options;
  }

  tell(what: Telling): void {
    const { terminal, can } = this.#options;
    terminal.write(what.type === 'ring' ? BELL : notificationBytes(can, what));
  }

  /** Another pane may have the focus, or its program another wish. */
  changed(): void {
    const state = this.#options.store.state();
    const session = focusedPane(state)?.session.id;
    const { progress } = (session && state.calls.get(session)) ?? NO_CALL;
    if (progress !== this.#progress) this.#tellProgress(progress);
    this.tuneKeys();
  }

  /** More is asked of the terminal only while a program wants it. */
  tuneKeys(): void {
    const { store, screens, terminal } = this.#options;
    const session = attendedSession(store.state());
    const modes = session && screens.of(session)?.modes;
    terminal.tuneKeys(outerFlags(modes?.kittyKeyboard ?? 0));
  }

  [Symbol.dispose](): void {
    if (this.#progress.state !== 'none') this.#tellProgress(NO_CALL.progress);
  }

  #tellProgress(progress: Progress): void {
    this.#progress = progress;
    const bytes = progressBytes(this.#options.can, progress);
    if (bytes !== '') this.#options.terminal.write(bytes);
  }
}
